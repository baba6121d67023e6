import { afterEach, describe, expect, it, vi } from "vitest";

vi.hoisted(() => {
  // jsdom lays nothing out.
  globalThis.SVGGraphicsElement ??= class {} as typeof SVGGraphicsElement;
});

import { allow, isOver, watch } from "./patience";

watch();

afterEach(() => allow(Number.POSITIVE_INFINITY));

/** Endless work of different kinds. */
const KINDS: [string, () => unknown][] = [
  ["objects", () => Object.keys({})],
  ["numbers", () => Math.max(1, 2)],
  ["lists", () => [1].map(String)],
  ["maps", () => new Map().get(1)],
  ["words", () => "a b".split(" ")],
  ["elements", () => document.createElementNS("http://www.w3.org/2000/svg", "g")],
];

describe("patience", () => {
  it.each(KINDS)("ends work on %s that never would", (_, step) => {
    allow(20);
    expect(() => {
      for (;;) step();
    }).toThrow("too slow");
    expect(isOver()).toBe(true);
  });

  it("leaves alone what ends in time", () => {
    allow(10_000);
    for (let i = 0; i < 1_000; i++) Math.abs(i);
    expect(isOver()).toBe(false);
    expect([Object.keys({ a: 1 }), Math.max(1, 3, 2), "a b".split(" ")]).toEqual([
      ["a"],
      3,
      ["a", "b"],
    ]);
  });
});
