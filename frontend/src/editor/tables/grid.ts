/**
 * Where the cells of a table stand, as browsers place them: each in the first slot that is free in
 * its row. Rows need not have the same number of cells, and spans are whatever somebody wrote.
 */
import type { Node } from "@tiptap/pm/model";
import { MAX_COLUMNS, spansOf } from "../schema/tables";

export interface Span {
  colspan: number;
  rowspan: number;
}

/** A part of a table, to before the row `bottom` and the column `right`. */
export interface Area {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** A cell by its place among those of its row, and the slots that it really takes. */
export interface Placed<T extends Span = Span> extends Area {
  cell: T;
  index: number;
}

export interface Grid<T extends Span = Span> {
  width: number;
  height: number;
  /** In the order of the document. What is beyond the last column that there can be is left out. */
  cells: Placed<T>[];
  /** Row by row; null where a row has too few cells. */
  slots: (Placed<T> | null)[];
}

/** Places the cells of the rows; spans end where the table does, or at a cell from above. */
export function layOut<T extends Span>(rows: T[][]): Grid<T> {
  const height = rows.length;
  /** For every column, the row from which on it is free. */
  const free: number[] = [];
  const cells: Placed<T>[] = [];
  for (const [top, row] of rows.entries()) {
    let left = 0;
    for (const [index, cell] of row.entries()) {
      while ((free[left] ?? 0) > top) left += 1;
      if (left >= MAX_COLUMNS) break;
      const bottom = Math.min(top + cell.rowspan, height);
      const end = Math.min(left + cell.colspan, MAX_COLUMNS);
      let right = left;
      while (right < end && (free[right] ?? 0) <= top) free[right++] = bottom;
      cells.push({ cell, index, top, left, bottom, right });
      left = right;
    }
  }
  const width = free.length;
  const slots = new Array<Placed<T> | null>(width * height).fill(null);
  for (const placed of cells) {
    for (let row = placed.top; row < placed.bottom; row++) {
      slots.fill(placed, row * width + placed.left, row * width + placed.right);
    }
  }
  return { width, height, cells, slots };
}

/** The cell in a slot; null where there is none, or no such slot. */
export function at<T extends Span>(grid: Grid<T>, row: number, column: number): Placed<T> | null {
  const isInside = row >= 0 && row < grid.height && column >= 0 && column < grid.width;
  return isInside ? (grid.slots[row * grid.width + column] ?? null) : null;
}

/** The cells that have a part in the area, in the order of the document. */
export function within<T extends Span>({ cells }: Grid<T>, area: Area): Placed<T>[] {
  return cells.filter((cell) => touches(cell, area));
}

/** The smallest area around this one that cuts no cell in two. */
export function closed(grid: Grid, area: Area): Area {
  const around = within(grid, area).reduce(union, area);
  const isSame =
    around.top === area.top &&
    around.left === area.left &&
    around.bottom === area.bottom &&
    around.right === area.right;
  return isSame ? area : closed(grid, around);
}

export function union(a: Area, b: Area): Area {
  return {
    top: Math.min(a.top, b.top),
    left: Math.min(a.left, b.left),
    bottom: Math.max(a.bottom, b.bottom),
    right: Math.max(a.right, b.right),
  };
}

function touches(a: Area, b: Area): boolean {
  return a.top < b.bottom && b.top < a.bottom && a.left < b.right && b.left < a.right;
}

export interface CellNode extends Span {
  node: Node;
  /** In front of the cell, from the start of the table's content. */
  offset: number;
}

const known = new WeakMap<Node, Grid<CellNode>>();

/** The grid of a table in the editor. */
export function gridOf(table: Node): Grid<CellNode> {
  const grid = known.get(table) ?? layOut(cellsOf(table));
  known.set(table, grid);
  return grid;
}

function cellsOf(table: Node): CellNode[][] {
  const rows: CellNode[][] = [];
  table.forEach((row, start) => {
    const cells: CellNode[] = [];
    row.forEach((node, offset) => {
      cells.push({ ...spansOf(node.attrs), node, offset: start + 1 + offset });
    });
    rows.push(cells);
  });
  return rows;
}
