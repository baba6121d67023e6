import { beforeEach, expect, it, vi } from "vitest";
import { Peer, stateOf } from "../../testing/peers";
import { shapeOf } from "../schema/kinds";
import { leaveByTab } from "./leave";

let alice: Peer;

beforeEach(() => {
  alice = new Peer(stateOf([{ text: "some words" }]));
  leaveByTab(alice.editor);
  alice.select(0, 2);
});

/** Presses a key; whether the browser does with it what it does everywhere. */
function isLeft(key: string): boolean {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  return alice.editor.view.dom.dispatchEvent(event);
}

function indent(): number {
  return shapeOf(alice.node.firstChild?.attrs ?? {}).indent;
}

it("has Tab move the focus when Escape was pressed just before it", () => {
  expect(isLeft("Tab")).toBe(false);
  expect(indent()).toBe(1);
  isLeft("Escape");
  isLeft("Shift");
  expect(isLeft("Tab")).toBe(true);
  expect(indent()).toBe(1);
});

it("has it indent when something else was pressed, or Escape has closed something", () => {
  isLeft("Escape");
  isLeft("ArrowLeft");
  expect(isLeft("Tab")).toBe(false);
  vi.spyOn(document, "querySelector").mockReturnValueOnce(document.body);
  isLeft("Escape");
  expect(isLeft("Tab")).toBe(false);
  expect(indent()).toBe(2);
});
