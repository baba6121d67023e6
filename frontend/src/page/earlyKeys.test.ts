import { expect, it } from "vitest";
import { Peer, stateOf } from "../testing/peers";
import { EarlyKeys } from "./earlyKeys";

function page(): { place: HTMLElement; early: EarlyKeys } {
  document.body.innerHTML = '<input id="title"><div id="text"></div>';
  const place = document.getElementById("text") as HTMLElement;
  return { place, early: new EarlyKeys(place) };
}

function press(place: HTMLElement, ...keys: string[]): void {
  for (const key of keys) place.dispatchEvent(new KeyboardEvent("keydown", { key }));
}

it("writes what was typed at the start of the text", () => {
  const { place, early } = page();
  const alice = new Peer(stateOf([{ text: "before" }]));
  early.begin();
  expect(document.activeElement).toBe(place);
  press(place, "a", "x", "Backspace", "b", "Shift", "ArrowLeft", "Enter", "c");
  early.handTo(alice.editor);
  expect(alice.texts).toEqual(["ab", "cbefore"]);
  expect(place.hasAttribute("tabindex")).toBe(false);
});

it("writes nothing for whoever has gone elsewhere, or may not write", () => {
  const { place, early } = page();
  const alice = new Peer(stateOf([{ text: "before" }]));
  early.begin();
  press(place, "a");
  document.getElementById("title")?.focus();
  early.handTo(alice.editor);
  expect(alice.texts).toEqual(["before"]);

  const other = page();
  other.early.begin();
  press(other.place, "a");
  alice.editor.setEditable(false);
  other.early.handTo(alice.editor);
  expect(alice.texts).toEqual(["before"]);
});
