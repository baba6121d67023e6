// @vitest-environment node
/** Whoever chooses a colour can trust that others can read it. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { HIGHLIGHTS, INKS } from "../clipboard/colors";
import { COLORS, nearestColor } from "./colors";
import { TONES } from "./kinds";

const TOKENS = readFileSync(resolve(import.meta.dirname, "../../styles/tokens.css"), "utf8");
const THEMES = ["light", "dark"] as const;
const CONTRAST = 4.5;

/** The two shades of every token that has two. */
const shades = new Map(
  [...TOKENS.matchAll(/--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }],
  ),
);

function shade(name: string, theme: (typeof THEMES)[number]): string {
  const found = shades.get(name);
  if (!found) throw new Error(`no token ${name}`);
  return found[theme];
}

/** WCAG 2.2, contrast ratio. */
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const FRONTS = [...COLORS.map((color) => `ink-${color}`), "color-text", "color-accent"];
const GROUNDS = [
  ...COLORS.map((color) => `highlight-${color}`),
  "color-surface",
  "color-sunken",
  "color-raised",
  ...TONES.map((tone) => `callout-${tone}`),
];

describe.each(THEMES)("in the %s theme", (theme) => {
  it.each(FRONTS)("%s can be read on every ground", (front) => {
    const poor = GROUNDS.filter(
      (ground) => contrast(shade(front, theme), shade(ground, theme)) < CONTRAST,
    );
    expect(poor).toEqual([]);
  });
});

it("the clipboard carries the shades of the light theme", () => {
  for (const color of COLORS) {
    expect(INKS[color]).toBe(shade(`ink-${color}`, "light"));
    expect(HIGHLIGHTS[color]).toBe(shade(`highlight-${color}`, "light"));
  }
});

describe("a foreign colour", () => {
  it.each(COLORS.filter((color) => color !== "gray"))("our own %s is known again", (color) => {
    expect(nearestColor(INKS[color], 0.25)).toBe(color);
    expect(nearestColor(HIGHLIGHTS[color], 0.08)).toBe(color);
  });

  it.each([
    ["rgb(255, 0, 0)", "red"],
    ["#ff9900", "orange"],
    ["rgba(0, 128, 0, 0.9)", "green"],
    ["#1155cc", "blue"],
    ["rgb(36, 41, 47)", null],
    ["fuchsia", "pink"],
    ["constructor", null],
    ["#000000", null],
    ["rgba(255, 0, 0, 0)", null],
    ["transparent", null],
    ["var(--x)", null],
  ])("%s is %s", (css, expected) => {
    expect(nearestColor(css, 0.25)).toBe(expected);
  });
});
