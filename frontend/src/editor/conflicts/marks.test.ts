import { beforeEach, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { Peer, stateOf } from "../../testing/peers";
import { ROOT } from "../schema";
import { type Conflict, conflictsOf } from "./find";
import { drawMarks, rangeOf } from "./marks";

let me: Peer;
let others: Peer;
const choose = vi.fn();

beforeEach(() => {
  const state = stateOf([{ text: "the cat sat" }, { text: "second" }]);
  me = new Peer(state);
  others = new Peer(state);
  choose.mockClear();
});

/** Lets both have what the other wrote alone, and draws what met. */
function meet(): { conflicts: Conflict[]; stop: () => void } {
  const local = me.state;
  const theirs = Y.encodeStateAsUpdate(others.doc, Y.encodeStateVector(me.doc));
  const vector = Y.encodeStateVector(others.doc);
  me.receive(others.outbox.splice(0));
  const conflicts = conflictsOf({ local, theirs, vector, removed: null }, ROOT);
  const stop = drawMarks(me.editor, { conflicts: () => conflicts, current: () => null, choose });
  return { conflicts, stop };
}

const marked = () =>
  [...me.editor.view.dom.querySelectorAll(".conflict")].map((e) => e.textContent);
const buttons = () => me.editor.view.dom.querySelectorAll<HTMLElement>(".conflict-button");

it("marks the word, and gives it a button with a name", () => {
  me.select(0, 7).type("s");
  others.select(0, 7).type("ch");
  const { conflicts, stop } = meet();
  expect(marked().join("")).toMatch(/^cat(sch|chs)$/);
  expect(buttons()[0]?.ariaLabel).toContain("Changed by you and by others");
  buttons()[0]?.click();
  expect(choose).toHaveBeenCalledWith(conflicts[0]);
  stop();
  expect(marked()).toEqual([]);
});

it("stays with the word while one types and others do", () => {
  me.select(0, 7).type("s");
  others.select(0, 7).type("ch");
  meet();
  me.select(0, 0).type("see ");
  expect(marked().join("")).toMatch(/^cat(sch|chs)$/);
  others.select(0, 0).type("you ");
  me.receive(others.outbox.splice(0));
  expect(marked().join("")).toMatch(/^cat(sch|chs)$/);
});

it("shows where a word was that is gone", () => {
  me.select(0, 6).type("r");
  others.select(0, 4, 0, 8);
  const { state, view } = others.editor;
  view.dispatch(state.tr.deleteSelection());
  const { conflicts } = meet();
  expect(buttons()).toHaveLength(conflicts.length);
  expect(conflicts).toMatchObject([{ mine: "cart", theirs: "" }]);
  const range = conflicts[0] && rangeOf(me.editor.state, conflicts[0]);
  expect(me.node.textBetween(range?.from ?? 0, range?.to ?? 0)).toBe("r");
});

it("shows where a block was that is gone", () => {
  me.select(1, 6).type("s");
  const { state, view } = others.editor;
  view.dispatch(state.tr.delete(state.doc.child(0).nodeSize, state.doc.content.size));
  const { conflicts } = meet();
  expect(conflicts).toMatchObject([{ mine: "seconds", isBlock: true }]);
  expect(buttons()).toHaveLength(1);
});

it("marks a block of which both made something else", () => {
  const shapes = [
    [me, "heading"],
    [others, "quote"],
  ] as const;
  for (const [{ editor }, kind] of shapes) {
    editor.view.dispatch(editor.state.tr.setNodeAttribute(0, "kind", kind));
  }
  const { conflicts } = meet();
  expect(conflicts).toMatchObject([{ mine: "Heading", theirs: "Quote" }]);
  expect(marked()).toEqual(["the cat sat"]);
});
