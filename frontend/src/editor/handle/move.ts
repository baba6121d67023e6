/**
 * Moves blocks.
 *
 * Yjs cannot move: something is deleted, and a copy of it inserted elsewhere. What others write into
 * it at that moment is put into the copy by their own editors (`collaboration/rescue.ts`), but their
 * formats and the borders of their new blocks are not. So on a short way whichever blocks are moved
 * in which nobody writes: these ones, or those that they pass.
 */
import { type Command, type EditorState, Selection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { type ProsemirrorBinding, ySyncPluginKey, yUndoPluginKey } from "@tiptap/y-tiptap";
import type { XmlElement } from "yjs";
import { keepClosed } from "../sections/folds";
import { peopleIn } from "./company";
import { type Group, groupAbove, groupBelow, selectedGroup } from "./group";

/** So many blocks at most are put around the ones that are moved. */
const SHORT_WAY = 8;

export const moveUp: Command = (state, dispatch, view) => {
  const group = selectedGroup(state.doc, state.selection);
  const above = groupAbove(state.doc, group);
  if (above && dispatch && view) moveBlocks(view, group, above.from);
  return above !== null;
};

export const moveDown: Command = (state, dispatch, view) => {
  const group = selectedGroup(state.doc, state.selection);
  const below = groupBelow(state.doc, group);
  if (below && dispatch && view) moveBlocks(view, group, below.to);
  return below !== null;
};

/** Moves the blocks in front of the one that is at `target` now, as one step of undo. */
export function moveBlocks(view: EditorView, group: Group, target: number): void {
  if (target >= group.from && target <= group.to) return;
  const { binding, undo } = sharedOf(view.state);
  const passed =
    target < group.from ? { from: target, to: group.from } : { from: group.to, to: target };
  const isStill = passesAround(view.state, group, passed);
  const cursor = isStill ? null : cursorIn(view.state, group);
  undo?.stopCapturing();
  binding.doc.transact(() => {
    if (isStill) carry(view.state, passed, target < group.from ? group.to : group.from);
    else carry(view.state, group, target);
  }, ySyncPluginKey);
  undo?.stopCapturing();
  const start = target < group.from ? target : target - (group.to - group.from);
  if (cursor) putCursor(view, start, cursor);
  else view.dispatch(view.state.tr.scrollIntoView());
}

function passesAround(state: EditorState, group: Group, passed: Group): boolean {
  if (passed.to - passed.from > SHORT_WAY) return false;
  return peopleIn(state, passed) <= peopleIn(state, group);
}

/** Deletes the blocks and inserts copies of them where the block at `target` is. */
function carry(state: EditorState, { from, to }: Group, target: number): void {
  const { type } = sharedOf(state).binding;
  const blocks = type.slice(from, to) as XmlElement[];
  const copies = blocks.map((block) => block.clone() as XmlElement);
  const isUp = target < from;
  if (!isUp) type.insert(target, copies);
  type.delete(from, to - from);
  if (isUp) type.insert(target, copies);
  keepClosed(state, blocks, copies);
}

interface Cursor {
  anchor: number;
  head: number;
}

/** The selection, counted from the start of the group; null where it is not inside. */
function cursorIn({ doc, selection }: EditorState, { from, to }: Group): Cursor | null {
  const start = doc.resolve(0).posAtIndex(from);
  const end = doc.resolve(0).posAtIndex(to);
  const isInside = selection.from >= start && selection.to <= end;
  return isInside ? { anchor: selection.anchor - start, head: selection.head - start } : null;
}

function putCursor(view: EditorView, index: number, { anchor, head }: Cursor): void {
  const { doc, selection, tr } = view.state;
  const start = doc.resolve(0).posAtIndex(index);
  const json = { ...selection.toJSON(), anchor: start + anchor, head: start + head };
  view.dispatch(tr.setSelection(Selection.fromJSON(doc, json)).scrollIntoView());
}

function sharedOf(state: EditorState) {
  const binding: ProsemirrorBinding = ySyncPluginKey.getState(state).binding;
  return { binding, undo: yUndoPluginKey.getState(state)?.undoManager };
}
