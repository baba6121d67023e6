/** Moves rows and columns past others. */
import type { Command, EditorState } from "@tiptap/pm/state";
import type { XmlElement } from "yjs";
import { peopleWithin } from "../handle/company";
import { onTable, type Spot } from "./edit";
import { type Area, closed, type Grid, within } from "./grid";
import { partsOf, sharedGrid } from "./shared";
import { carry, carryColumns } from "./structure";

/** So many rows or columns at most are put around the ones that are moved. */
const SHORT_WAY = 8;

/** From the first to before the last, by their numbers. */
interface Range {
  from: number;
  to: number;
}

export interface Axis {
  rangeOf: (area: Area) => Range;
  areaOf: (grid: Grid, range: Range) => Area;
  length: (grid: Grid) => number;
  /** What a range consists of in the shared document. */
  elements: (table: XmlElement, range: Range) => unknown[];
  /** Puts copies from `from` to before `to` in front of the one at `target`. */
  put: (table: XmlElement, from: number, to: number, target: number) => void;
  spot: (area: Area, by: number) => Spot;
}

export const ROWS: Axis = {
  rangeOf: ({ top, bottom }) => ({ from: top, to: bottom }),
  areaOf: ({ width }, { from, to }) => ({ top: from, bottom: to, left: 0, right: width }),
  length: ({ height }) => height,
  elements: (table, { from, to }) => partsOf(table).slice(from, to),
  put: carry,
  spot: ({ top, left }, by) => ({ row: top + by, column: left }),
};

export const COLUMNS: Axis = {
  rangeOf: ({ left, right }) => ({ from: left, to: right }),
  areaOf: ({ height }, { from, to }) => ({ top: 0, bottom: height, left: from, right: to }),
  length: ({ width }) => width,
  elements: (table, range) => {
    const grid = sharedGrid(table);
    return within(grid, COLUMNS.areaOf(grid, range)).map(({ cell }) => cell.element);
  },
  put: carryColumns,
  spot: ({ top, left }, by) => ({ row: top, column: left + by }),
};

export function moveRow(by: 1 | -1): Command {
  return move(ROWS, by);
}

export function moveColumn(by: 1 | -1): Command {
  return move(COLUMNS, by);
}

/** Moves what is selected by one, what a cell holds together as one. */
function move(axis: Axis, by: 1 | -1): Command {
  return onTable(
    (table, { grid, area }, view) => {
      const target = beyondNext(axis, grid, area, by);
      return target === null ? null : moveTo(view.state, axis, table, area, target);
    },
    ({ grid, area }) => beyondNext(axis, grid, area, by) !== null,
  );
}

/** The far edge of the neighbour; null where there is none. */
function beyondNext(axis: Axis, grid: Grid, area: Area, by: 1 | -1): number | null {
  const moved = around(axis, grid, axis.rangeOf(area));
  const next = by > 0 ? moved.to : moved.from - 1;
  if (next < 0 || next >= axis.length(grid)) return null;
  const passed = around(axis, grid, { from: next, to: next + 1 });
  return by > 0 ? passed.to : passed.from;
}

/**
 * Moves the rows or columns of an area in front of the one at `target`, which must cut no cell in two.
 *
 * Yjs cannot move: of what is moved and what it passes, a copy is made of the one in which fewer people
 * write. Returns where the cursor goes; null where nothing of the area has moved from its element.
 */
export function moveTo(
  state: EditorState,
  axis: Axis,
  table: XmlElement,
  area: Area,
  target: number,
): Spot | null {
  const moved = around(axis, sharedGrid(table), axis.rangeOf(area));
  if (target >= moved.from && target <= moved.to) return null;
  const isBack = target < moved.from;
  const passed = isBack ? { from: target, to: moved.from } : { from: moved.to, to: target };
  const people = (range: Range) => peopleWithin(state, axis.elements(table, range));
  const way = passed.to - passed.from;
  if (way <= SHORT_WAY && people(passed) <= people(moved)) {
    axis.put(table, passed.from, passed.to, isBack ? moved.to : moved.from);
    return null;
  }
  axis.put(table, moved.from, moved.to, target);
  return axis.spot(area, isBack ? -way : way);
}

/** The range, with what its cells hold together. */
function around(axis: Axis, grid: Grid, range: Range): Range {
  return axis.rangeOf(closed(grid, axis.areaOf(grid, range)));
}

/** Where something can be put between the rows or columns: nowhere inside of a cell. */
export function bordersOf(axis: Axis, grid: Grid): number[] {
  const cut = new Set<number>();
  for (const cell of grid.cells) {
    const { from, to } = axis.rangeOf(cell);
    for (let inside = from + 1; inside < to; inside++) cut.add(inside);
  }
  return Array.from({ length: axis.length(grid) + 1 }, (_, i) => i).filter((i) => !cut.has(i));
}
