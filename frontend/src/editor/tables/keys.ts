/** The keyboard in tables. */
import { keymap } from "@tiptap/pm/keymap";
import type { Plugin } from "@tiptap/pm/state";
import { type Command, type EditorState, TextSelection } from "@tiptap/pm/state";
import { isCode } from "../schema/kinds";
import { enterCell, isAtEdgeOfCell, isInEdgeBlock, leaveTable } from "./cursor";
import { drawingOf } from "./drawing";
import { deleteAtEdge } from "./edges";
import { type Here, placeOf, putCursor, tableHere, writeTable } from "./edit";
import { at } from "./grid";
import { moveColumn, moveRow } from "./moves";
import { CellSelection, cellAround } from "./selection";
import { insertRow } from "./structure";
import { WIDTH_STEP, widen } from "./widths";

type Direction = "up" | "down" | "left" | "right";

/** Tab: the next cell, behind the last that of a new row. */
const toNextCell: Command = (state, dispatch, view) => {
  const here = tableHere(state);
  if (!here || isCode(state.selection.$from.parent)) return false;
  const next = neighbourInText(state, here, 1);
  if (next !== null) dispatch?.(enterCell(state, next, true));
  else if (dispatch && view) {
    writeTable(view, here.index, (table) => insertRow(table, table.length));
    putCursor(view, here.index, { row: here.grid.height, column: 0 });
  }
  return true;
};

const toPreviousCell: Command = (state, dispatch) => {
  const here = tableHere(state);
  if (!here) return false;
  const previous = neighbourInText(state, here, -1);
  if (previous !== null) dispatch?.(enterCell(state, previous, true));
  return true;
};

/** Where the next cell in reading order is. */
function neighbourInText(state: EditorState, { grid, start }: Here, by: 1 | -1): number | null {
  const cell = cellAround(state.selection.$head);
  const offset = cell ? cell.pos - start : -1;
  const index = grid.cells.findIndex((placed) => placed.cell.offset === offset);
  const next = index < 0 ? undefined : grid.cells[index + by];
  return next ? start + next.cell.offset : null;
}

/** Where the cell beside the one with the end of the selection is; null at the table's edge. */
function neighbour(state: EditorState, here: Here, direction: Direction): number | null {
  const cell = cellAround(state.selection.$head);
  const from = cell && placeOf(here.grid, cell);
  if (!from) return null;
  const { top, left, bottom, right } = from;
  const isTurned = drawingOf(here.table).dir === "rtl";
  const beside: Record<Direction, [number, number]> = {
    up: [top - 1, left],
    down: [bottom, left],
    left: [top, isTurned ? right : left - 1],
    right: [top, isTurned ? left - 1 : right],
  };
  const next = at(here.grid, ...beside[direction]);
  return next ? here.start + next.cell.offset : null;
}

/** Arrows lead from cell to cell where the text of one ends, and out of the table. */
function arrow(direction: Direction): Command {
  return (state, dispatch, view) => {
    const here = tableHere(state);
    if (!here || !view) return false;
    if (state.selection instanceof CellSelection) {
      const cell = cellAround(state.selection.$head);
      if (cell) dispatch?.(enterCell(state, cell.pos, true));
      return true;
    }
    const by = edge(state, direction);
    if (!by || !view.endOfTextblock(direction)) return false;
    const isVertical = direction === "up" || direction === "down";
    const next = isVertical ? neighbour(state, here, direction) : neighbourInText(state, here, by);
    const tr = next === null ? leaveTable(state, here, by) : enterCell(state, next, by < 0);
    if (tr) dispatch?.(tr);
    return tr !== null;
  };
}

/** Which way in the text an arrow leads, where it leads out of the cell; else null. */
function edge(state: EditorState, direction: Direction): 1 | -1 | null {
  const { $head, empty } = state.selection;
  if (!empty || !$head.parent.isTextblock) return null;
  if (direction === "up") return isInEdgeBlock(state.selection, -1) ? -1 : null;
  if (direction === "down") return isInEdgeBlock(state.selection, 1) ? 1 : null;
  const isForward = isAtEdgeOfCell(state, 1);
  if (isForward && isAtEdgeOfCell(state, -1)) return direction === "right" ? 1 : -1;
  return isForward ? 1 : isAtEdgeOfCell(state, -1) ? -1 : null;
}

/** Shift and an arrow select whole cells as soon as they lead out of one. */
function extend(direction: Direction): Command {
  return (state, dispatch, view) => {
    const here = tableHere(state);
    if (!here || !view) return false;
    const { selection, doc } = state;
    const isCells = selection instanceof CellSelection;
    if (!isCells && !leadsOut(state, direction, view.endOfTextblock(direction))) return false;
    const next = neighbour(state, here, direction);
    const anchor = cellAround(selection.$anchor);
    if (next === null || anchor?.start !== here.start) return isCells;
    const cells = CellSelection.between(selection.$anchor, doc.resolve(next + 1));
    if (cells) dispatch?.(state.tr.setSelection(cells).scrollIntoView());
    return true;
  };
}

function leadsOut({ selection }: EditorState, direction: Direction, isAtEdge: boolean): boolean {
  if (!(selection instanceof TextSelection) || !isAtEdge) return false;
  const { $head } = selection;
  if (direction === "up" || direction === "down") {
    return isInEdgeBlock(selection, direction === "down" ? 1 : -1);
  }
  const isEnd = $head.parentOffset === $head.parent.content.size && isInEdgeBlock(selection, 1);
  return isEnd || ($head.parentOffset === 0 && isInEdgeBlock(selection, -1));
}

/** Moves the column as it is seen: in tables that are read from the right, "on" is to the left. */
function towards(direction: "left" | "right"): Command {
  return (state, dispatch, view) => {
    const here = tableHere(state);
    const isTurned = here !== null && drawingOf(here.table).dir === "rtl";
    const isOn = (direction === "right") !== isTurned;
    return moveColumn(isOn ? 1 : -1)(state, dispatch, view);
  };
}

const enter: Command = (state, dispatch) => {
  const cell = cellAround(state.selection.$head);
  if (!cell || !(state.selection instanceof CellSelection)) return false;
  dispatch?.(enterCell(state, cell.pos, true));
  return true;
};

export function tableKeys(): Plugin {
  return keymap({
    Tab: toNextCell,
    "Shift-Tab": toPreviousCell,
    Enter: enter,
    Delete: deleteAtEdge,
    "Mod-Delete": deleteAtEdge,
    ArrowUp: arrow("up"),
    ArrowDown: arrow("down"),
    ArrowLeft: arrow("left"),
    ArrowRight: arrow("right"),
    "Shift-ArrowUp": extend("up"),
    "Shift-ArrowDown": extend("down"),
    "Shift-ArrowLeft": extend("left"),
    "Shift-ArrowRight": extend("right"),
    "Mod-Alt-Shift-ArrowUp": moveRow(-1),
    "Mod-Alt-Shift-ArrowDown": moveRow(1),
    "Mod-Alt-Shift-ArrowLeft": towards("left"),
    "Mod-Alt-Shift-ArrowRight": towards("right"),
    "Mod-Alt-.": widen(WIDTH_STEP),
    "Mod-Alt-,": widen(-WIDTH_STEP),
  });
}
