import { beforeEach, expect, it, vi } from "vitest";
import { setAlign, setKind, toggleChecked, toggleKind } from "../editor/commands/blocks";
import { indent } from "../editor/commands/indent";
import { toggleFormat } from "../editor/commands/links";
import { exchange, Peer, stateOf } from "../testing/peers";
import { tellFormats } from "./tellFormats";

const BREATH_MS = 500;
let alice: Peer;
let bob: Peer;

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = `<p id="announcements"></p><div id="toolbar">
    <button data-tool="kind-heading-2"><span data-label>Heading 2</span></button>
    <button data-tool="kind-paragraph"><span data-label>Text</span></button>
    <button data-tool="kind-task"><span data-label>Task list</span></button></div>`;
  const state = stateOf([{ text: "some words" }, { text: "and more" }]);
  [alice, bob] = [new Peer(state), new Peer(state)];
  tellFormats(alice.editor, document.getElementById("toolbar") as HTMLElement);
  alice.select(0, 4);
  return () => vi.useRealTimers();
});

/** What has been said since. */
function said(): string {
  vi.advanceTimersByTime(BREATH_MS);
  const region = document.getElementById("announcements") as HTMLElement;
  const words = region.textContent ?? "";
  region.textContent = "";
  return words;
}

it("tells what a block has become", () => {
  alice.run(setKind("heading", 2));
  expect(said()).toBe("Heading 2.");
  alice.run(setKind("paragraph"));
  expect(said()).toBe("Text.");
  alice.run(toggleKind("task"));
  alice.run(toggleChecked);
  expect(said()).toBe("Task list. Done.");
  alice.run(indent(1));
  expect(said()).toBe("Indent 1.");
  alice.run(setAlign("center"));
  expect(said()).toBe("Aligned to the centre.");
});

it("tells which format is on, of words and of what will be written", () => {
  alice.run(toggleFormat("bold"));
  expect(said()).toBe("Bold on.");
  alice.run(toggleFormat("bold"));
  expect(said()).toBe("Bold off.");
  alice.select(0, 0, 0, 4);
  alice.run(toggleFormat("italic"));
  expect(said()).toBe("Italic on.");
});

it("tells nothing of what is written, where the cursor goes, or what others do", () => {
  alice.run(toggleFormat("bold"));
  said();
  alice.type("x").select(1, 0);
  bob.select(1, 0).run(setKind("heading", 2));
  exchange(alice, bob);
  expect(said()).toBe("");
});
