/** Puts the cursor into cells, and out of tables. */
import { type EditorState, Selection, type Transaction } from "@tiptap/pm/state";
import { attrsOf } from "../schema/kinds";
import { isTable } from "../schema/tables";
import type { Here } from "./edit";
import { cellAround } from "./selection";

/** Into the cell in front of which `pos` is, at its start or end; gives it a block if it has none. */
export function enterCell(state: EditorState, pos: number, atEnd: boolean): Transaction {
  const { tr, schema } = state;
  const cell = tr.doc.nodeAt(pos);
  if (cell?.childCount === 0) tr.insert(pos + 1, schema.node("block", attrsOf({})));
  const inside = atEnd ? pos + (tr.doc.nodeAt(pos)?.nodeSize ?? 2) - 1 : pos + 1;
  const selection = Selection.near(tr.doc.resolve(inside), atEnd ? -1 : 1);
  return tr.setSelection(selection).scrollIntoView();
}

/** To what is behind the table, or in front of it; null where nothing is. */
export function leaveTable(state: EditorState, here: Here, by: 1 | -1): Transaction | null {
  const before = here.start - 1;
  const $edge = state.doc.resolve(by > 0 ? before + here.table.nodeSize : before);
  const beyond = by > 0 ? $edge.nodeAfter : $edge.nodeBefore;
  const selection = beyond && !isTable(beyond) ? Selection.findFrom($edge, by) : null;
  return selection && state.tr.setSelection(selection).scrollIntoView();
}

/** Whether the cursor is where its cell begins or ends. */
export function isAtEdgeOfCell({ selection }: EditorState, by: 1 | -1): boolean {
  const { $head, empty } = selection;
  const cell = cellAround($head);
  if (!empty || !cell || !$head.parent.isTextblock) return false;
  const edge = by > 0 ? $head.parent.content.size : 0;
  return $head.parentOffset === edge && isInEdgeBlock(selection, by);
}

/** Whether the block of the cursor is the last, or the first, of its cell. */
export function isInEdgeBlock({ $head }: Selection, by: 1 | -1): boolean {
  const cell = $head.node($head.depth - 1);
  return $head.index($head.depth - 1) === (by > 0 ? cell.childCount - 1 : 0);
}
