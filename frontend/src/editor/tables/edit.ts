/** Where the editor is in a table, and one's own changes of tables as single steps to undo. */
import type { Node } from "@tiptap/pm/model";
import { type Command, type EditorState, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { type ProsemirrorBinding, ySyncPluginKey, yUndoPluginKey } from "@tiptap/y-tiptap";
import { XmlElement } from "yjs";
import { isTable } from "../schema/tables";
import { type Area, at, type CellNode, type Grid, gridOf } from "./grid";
import { type CellAt, CellSelection, cellAround } from "./selection";
import { repair } from "./structure";

export interface Here {
  table: Node;
  /** The table's place among the blocks of the document. */
  index: number;
  /** Where its content starts. */
  start: number;
  grid: Grid<CellNode>;
  /** The selected cells, or the one with the cursor. */
  area: Area;
}

/** In which cells of which table the selection is. */
export function tableHere({ doc, selection }: EditorState): Here | null {
  const cell = cellAround(selection.$head);
  const here = cell && tableAt(doc, cell);
  return here && selection instanceof CellSelection ? { ...here, area: selection.area } : here;
}

/** The same for an area of the table that is at `index` of the document. */
export function hereIn(doc: Node, index: number, area: Area): Here | null {
  const table = doc.maybeChild(index);
  if (!table || !isTable(table)) return null;
  return { table, index, start: doc.resolve(0).posAtIndex(index) + 1, grid: gridOf(table), area };
}

/** The same for one cell. */
export function tableAt(doc: Node, cell: CellAt): Here | null {
  const grid = gridOf(cell.table);
  const area = placeOf(grid, cell);
  return area && { ...cell, index: doc.resolve(cell.pos).index(0), grid, area };
}

export function placeOf(grid: Grid<CellNode>, { pos, start }: CellAt) {
  return grid.cells.find(({ cell }) => cell.offset === pos - start) ?? null;
}

type Change = (table: XmlElement, here: Here, view: EditorView) => Spot | null;

/** Where the cursor goes after a change: into this slot. */
export interface Spot {
  row: number;
  column: number;
}

/**
 * A command on the table at the selection.
 *
 * Whatever does not fit in it, as after changes that two people made at once, is mended first and
 * within the same change: nobody ever mends what another is mending.
 */
export function onTable(change: Change, isOf: (here: Here) => boolean = () => true): Command {
  return (state, dispatch, view) => {
    const here = tableHere(state);
    if (!here || !isOf(here)) return false;
    if (dispatch && view) {
      const spot = writeTable(view, here.index, (table) => change(table, here, view));
      if (spot) putCursor(view, here.index, spot);
      else view.dispatch(view.state.tr.scrollIntoView());
    }
    return true;
  };
}

export function writeTable<T>(
  view: EditorView,
  index: number,
  change: (table: XmlElement) => T,
): T | undefined {
  const binding: ProsemirrorBinding = ySyncPluginKey.getState(view.state).binding;
  const undo = yUndoPluginKey.getState(view.state)?.undoManager;
  const table: unknown = binding.type.get(index);
  if (!(table instanceof XmlElement)) return undefined;
  undo?.stopCapturing();
  const result = binding.doc.transact(() => {
    repair(table);
    return change(table);
  }, ySyncPluginKey);
  undo?.stopCapturing();
  return result;
}

/** Puts the cursor into a cell, or as near as there is one. */
export function putCursor(view: EditorView, index: number, { row, column }: Spot): void {
  const { doc, tr } = view.state;
  const table = doc.maybeChild(index);
  if (!table || !isTable(table)) return;
  const grid = gridOf(table);
  const [r, c] = [Math.min(row, grid.height - 1), Math.min(column, grid.width - 1)];
  const cell = at(grid, r, c)?.cell;
  if (!cell) return;
  const inside = doc.resolve(0).posAtIndex(index) + 1 + cell.offset + cell.node.nodeSize - 1;
  view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(inside), -1)).scrollIntoView());
}
