import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeEach, expect, it, vi } from "vitest";
import { SECTIONS } from "./list";
import { showShortcuts } from "./sheet";

const TEMPLATES = resolve(import.meta.dirname, "../../../../templates/documents");
const PAGE = `<dialog id="dialog"><div id="dialog-content"></div></dialog>
  <template id="shortcuts"><div class="shortcuts"><div data-sections></div></div></template>`;

beforeEach(() => {
  document.body.innerHTML = PAGE;
});

/** The shortcuts that the templates name in tooltips and menus. */
function named(): [string, string][] {
  const files = readdirSync(TEMPLATES).map((name) => readFileSync(`${TEMPLATES}/${name}`, "utf8"));
  const found = files.join("\n").matchAll(/label="([^"]+)"(?: \w+=\S+)*? keys="([^"]+)"/g);
  return [...found].map(([, label = "", keys = ""]) => [
    label,
    keys.replaceAll("&gt;", ">").replaceAll("\\\\", "\\"),
  ]);
}

it("lists what the tooltips say, in the same words", () => {
  const listed = new Map(
    SECTIONS.flatMap(({ shortcuts }) => shortcuts.map(({ label, keys }) => [label, keys])),
  );
  expect(named().length).toBeGreaterThan(20);
  for (const [label, keys] of named()) expect([label, listed.get(label)]).toEqual([label, keys]);
});

it("names each shortcut once for what one is in", () => {
  for (const { shortcuts } of SECTIONS) {
    const all = shortcuts.map(({ keys }) => keys);
    expect(new Set(all).size).toBe(all.length);
  }
});

it("shows one key beside the other, and on Macs their signs", () => {
  showShortcuts();
  const text = (label: string) => {
    const terms = [...document.querySelectorAll("dt")];
    const row = terms.find((term) => term.textContent === label)?.parentElement;
    return [...(row?.querySelectorAll("kbd") ?? [])].map((key) => key.textContent);
  };
  expect(text("Bulleted list")).toEqual(["Ctrl", "Shift", "8"]);
  vi.spyOn(navigator, "platform", "get").mockReturnValue("MacIntel");
  showShortcuts();
  expect(text("Bulleted list")).toEqual(["⌘⇧8"]);
  expect(text("Find and replace")).toEqual(["⌥⌘F"]);
});
