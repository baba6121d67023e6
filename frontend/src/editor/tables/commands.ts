/** Commands on the table at the selection. */
import { type Command, TextSelection } from "@tiptap/pm/state";
import { placeAt } from "../commands/place";
import { deleteBlocks } from "../handle/blocks";
import type { Color } from "../schema/colors";
import { attrsOf, isBlock } from "../schema/kinds";
import { type Here, onTable, tableHere } from "./edit";
import { at, closed, within } from "./grid";
import { setAttribute, sharedGrid } from "./shared";
import {
  deleteColumn,
  deleteRow,
  insertColumn,
  insertRow,
  mergeCells,
  splitCell,
} from "./structure";

const ROWS = 3;
const COLUMNS = 3;

/** Puts a table with a header row behind the block with the cursor, in front of it when that is empty. */
export const insertTable: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const { table, row, cell, block } = state.schema.nodes;
  if (!table || !row || !cell || !block || !isBlock($from.parent) || $from.depth !== 1)
    return false;
  const cells = Array.from({ length: COLUMNS }, () => cell.create(null, block.create(attrsOf({}))));
  const rows = Array.from({ length: ROWS }, () => row.create(null, cells));
  const { tr } = state;
  const { pos, indent } = placeAt(state, $from.pos);
  tr.insert(pos, table.create({ headerRow: true, indent }, rows));
  const end = pos + (tr.doc.nodeAt(pos)?.nodeSize ?? 0);
  const last = attrsOf({ indent: indent ?? 0 });
  if (end === tr.doc.content.size) tr.insert(end, block.create(last));
  tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 1)));
  dispatch?.(tr.scrollIntoView());
  return true;
};

export const addRowBefore = onTable((table, { area }) => {
  insertRow(table, area.top);
  return { row: area.top, column: area.left };
});

export const addRowAfter = onTable((table, { area }) => {
  insertRow(table, area.bottom);
  return { row: area.bottom, column: area.left };
});

export const addColumnBefore = onTable((table, { area }) => {
  insertColumn(table, area.left);
  return { row: area.top, column: area.left };
});

export const addColumnAfter = onTable((table, { area }) => {
  insertColumn(table, area.right);
  return { row: area.top, column: area.right };
});

/** Deletes the selected rows; all of them are the table. */
export const deleteRows: Command = (state, dispatch, view) => {
  const here = tableHere(state);
  if (!here) return false;
  if (here.area.top === 0 && here.area.bottom === here.grid.height) {
    return deleteTable(state, dispatch, view);
  }
  return removeRows(state, dispatch, view);
};

const removeRows = onTable((table, { area }) => {
  for (let row = area.bottom - 1; row >= area.top; row--) deleteRow(table, row);
  return { row: area.top, column: area.left };
});

/** Deletes the selected columns; all of them are the table. */
export const deleteColumns: Command = (state, dispatch, view) => {
  const here = tableHere(state);
  if (!here) return false;
  if (here.area.left === 0 && here.area.right === here.grid.width) {
    return deleteTable(state, dispatch, view);
  }
  return removeColumns(state, dispatch, view);
};

const removeColumns = onTable((table, { area }) => {
  for (let column = area.right - 1; column >= area.left; column--) deleteColumn(table, column);
  return { row: area.top, column: area.left };
});

export const deleteTable: Command = (state, dispatch, view) =>
  tableHere(state) !== null && deleteBlocks(state, dispatch, view);

export const merge = onTable(
  (table, { area }) => {
    mergeCells(table, closed(sharedGrid(table), area));
    return { row: area.top, column: area.left };
  },
  ({ grid, area }) => within(grid, area).length > 1,
);

export const split = onTable(
  (table, { area }) => {
    splitCell(table, area.top, area.left);
    return { row: area.top, column: area.left };
  },
  ({ grid, area }) => {
    const [only, ...others] = within(grid, area);
    if (!only || others.length > 0) return false;
    return only.right - only.left > 1 || only.bottom - only.top > 1;
  },
);

export type Header = "headerRow" | "headerColumn";

export function toggleHeader(name: Header): Command {
  return onTable((table, here) => {
    setAttribute(table, name, hasHeader(name, here) ? null : true);
    return null;
  });
}

export function hasHeader(name: Header, { table }: Here): boolean {
  return table.attrs[name] === true;
}

/** Colours the ground of the selected cells; null takes the colour away. */
export function setBackground(color: Color | null): Command {
  return onTable((table, { area }) => {
    for (const { cell } of within(sharedGrid(table), area)) {
      setAttribute(cell.element, "background", color);
    }
    return null;
  });
}

/** The colour of the first of the selected cells. */
export function backgroundOf({ grid, area }: Here): unknown {
  return at(grid, area.top, area.left)?.cell.node.attrs.background ?? null;
}
