/** Moves rows and columns past their neighbours. */
import type { Command, EditorState } from "@tiptap/pm/state";
import { peopleWithin } from "../handle/company";
import { onTable } from "./edit";
import { type Area, closed, type Grid, within } from "./grid";
import { partsOf, sharedGrid } from "./shared";
import { carry, carryColumns } from "./structure";

/** From the first to before the last, by their numbers. */
interface Range {
  from: number;
  to: number;
}

interface Axis {
  rangeOf: (area: Area) => Range;
  areaOf: (grid: Grid, range: Range) => Area;
  length: (grid: Grid) => number;
}

const ROWS: Axis = {
  rangeOf: ({ top, bottom }) => ({ from: top, to: bottom }),
  areaOf: ({ width }, { from, to }) => ({ top: from, bottom: to, left: 0, right: width }),
  length: ({ height }) => height,
};

const COLUMNS: Axis = {
  rangeOf: ({ left, right }) => ({ from: left, to: right }),
  areaOf: ({ height }, { from, to }) => ({ top: 0, bottom: height, left: from, right: to }),
  length: ({ width }) => width,
};

/** Moves the selected rows by one, those that a cell holds together as one. */
export function moveRow(by: 1 | -1): Command {
  return onTable(
    (table, { grid, area }, view) => {
      const ranges = rangesOf(ROWS, grid, area, by);
      if (!ranges) return null;
      const rows = partsOf(table);
      const elements = ({ from, to }: Range) => rows.slice(from, to);
      const isMoved = carryEither(view.state, ranges, by, elements, (...to) => carry(table, ...to));
      return isMoved ? { row: area.top + distance(ranges, by), column: area.left } : null;
    },
    ({ grid, area }) => rangesOf(ROWS, grid, area, by) !== null,
  );
}

/** Moves the selected columns by one, those that a cell holds together as one. */
export function moveColumn(by: 1 | -1): Command {
  return onTable(
    (table, { grid, area }, view) => {
      const ranges = rangesOf(COLUMNS, grid, area, by);
      if (!ranges) return null;
      const shared = sharedGrid(table);
      const elements = (range: Range) =>
        within(shared, COLUMNS.areaOf(shared, range)).map(({ cell }) => cell.element);
      const isMoved = carryEither(view.state, ranges, by, elements, (...to) =>
        carryColumns(table, ...to),
      );
      return isMoved ? { row: area.top, column: area.left + distance(ranges, by) } : null;
    },
    ({ grid, area }) => rangesOf(COLUMNS, grid, area, by) !== null,
  );
}

interface Ranges {
  moved: Range;
  passed: Range;
}

/** What is moved, and what it passes; null at the edge. */
function rangesOf(axis: Axis, grid: Grid, area: Area, by: 1 | -1): Ranges | null {
  const around = (range: Range) => axis.rangeOf(closed(grid, axis.areaOf(grid, range)));
  const moved = around(axis.rangeOf(area));
  const next = by > 0 ? moved.to : moved.from - 1;
  if (next < 0 || next >= axis.length(grid)) return null;
  return { moved, passed: around({ from: next, to: next + 1 }) };
}

/**
 * Yjs cannot move: of the two, a copy is made of the one in which fewer people write.
 *
 * Returns whether it was what is to be moved, and not what it passes.
 */
function carryEither(
  state: EditorState,
  { moved, passed }: Ranges,
  by: 1 | -1,
  elements: (range: Range) => unknown[],
  put: (from: number, to: number, target: number) => void,
): boolean {
  const isStill = peopleWithin(state, elements(passed)) <= peopleWithin(state, elements(moved));
  if (isStill) put(passed.from, passed.to, by > 0 ? moved.from : moved.to);
  else put(moved.from, moved.to, by > 0 ? passed.to : passed.from);
  return !isStill;
}

function distance({ passed }: Ranges, by: 1 | -1): number {
  return by * (passed.to - passed.from);
}
