/**
 * Changes of rows and columns, written into the shared table itself.
 *
 * Not through the editor: y-prosemirror compares what was with what is, and of rows that look alike,
 * as empty ones do, it would take away another than the one that was meant.
 */
import { XmlElement, XmlText } from "yjs";
import { type Area, at, within } from "./grid";
import {
  indexInRow,
  insertCell,
  newCell,
  partsOf,
  removeCell,
  setSpan,
  sharedGrid,
} from "./shared";

/** Gives every slot a cell, and every cell the span that it really has. */
export function repair(table: XmlElement): void {
  if (table.length === 0) table.insert(0, [new XmlElement("row")]);
  const grid = sharedGrid(table);
  for (const { cell, top, left, bottom, right } of grid.cells) {
    if (cell.rowspan !== bottom - top) setSpan(cell.element, "rowspan", bottom - top);
    if (cell.colspan !== right - left) setSpan(cell.element, "colspan", right - left);
  }
  for (let row = 0; row < grid.height; row++) {
    for (let column = Math.max(grid.width, 1) - 1; column >= 0; column--) {
      if (at(grid, row, column)) continue;
      insertCell(table, row, indexInRow(grid, row, column), newCell());
    }
  }
}

/** Puts an empty row in front of the one that is at `row` now. */
export function insertRow(table: XmlElement, row: number): void {
  const grid = sharedGrid(table);
  const cells: XmlElement[] = [];
  for (let column = 0; column < grid.width; column++) {
    const above = at(grid, row - 1, column);
    if (!above || above !== at(grid, row, column)) cells.push(newCell());
    else if (column === above.left)
      setSpan(above.cell.element, "rowspan", above.bottom - above.top + 1);
  }
  const element = new XmlElement("row");
  element.insert(0, cells);
  table.insert(row, [element]);
}

/** Puts an empty column in front of the one that is at `column` now. */
export function insertColumn(table: XmlElement, column: number): void {
  const grid = sharedGrid(table);
  for (let row = 0; row < grid.height; row++) {
    const before = at(grid, row, column - 1);
    if (!before || before !== at(grid, row, column)) {
      insertCell(table, row, indexInRow(grid, row, column), newCell());
    } else if (row === before.top) {
      setSpan(before.cell.element, "colspan", before.right - before.left + 1);
    }
  }
}

export function deleteRow(table: XmlElement, row: number): void {
  const grid = sharedGrid(table);
  const covering = within(grid, { top: row, bottom: row + 1, left: 0, right: grid.width });
  // From the right, so that indexes in the next row stay.
  for (const { cell, top, left, bottom } of covering.toReversed()) {
    const span = bottom - top - 1;
    if (top < row) setSpan(cell.element, "rowspan", span);
    else if (span > 0) {
      const copy = cell.element.clone() as XmlElement;
      insertCell(table, row + 1, indexInRow(grid, row + 1, left), copy);
      setSpan(copy, "rowspan", span);
    }
  }
  table.delete(row, 1);
}

export function deleteColumn(table: XmlElement, column: number): void {
  const grid = sharedGrid(table);
  const covering = within(grid, { top: 0, bottom: grid.height, left: column, right: column + 1 });
  for (const placed of covering) {
    const span = placed.right - placed.left - 1;
    if (span > 0) setSpan(placed.cell.element, "colspan", span);
    else removeCell(table, placed);
  }
}

/** Puts copies of the columns, from `from` to before `to`, in front of the one at `target`. */
export function carryColumns(table: XmlElement, from: number, to: number, target: number): void {
  const grid = sharedGrid(table);
  for (const [row, element] of partsOf(table).entries()) {
    const [start, end, goal] = [from, to, target].map((column) => indexInRow(grid, row, column));
    carry(element, start ?? 0, end ?? 0, goal ?? 0);
  }
}

/** Puts copies of the rows of a table, or of the cells of a row, in front of the one at `target`. */
export function carry(parent: XmlElement, from: number, to: number, target: number): void {
  if (from === to || (target >= from && target <= to)) return;
  const copies = partsOf(parent)
    .slice(from, to)
    .map((part) => part.clone() as XmlElement);
  parent.insert(target, copies);
  parent.delete(target < from ? from + copies.length : from, copies.length);
}

/** Makes the cells of an area, which cuts none, one; their blocks go to the first. */
export function mergeCells(table: XmlElement, area: Area): void {
  const [first, ...others] = within(sharedGrid(table), area);
  if (!first) return;
  const blocks = others.flatMap(({ cell }) => (isBlank(cell.element) ? [] : partsOf(cell.element)));
  const copies = blocks.map((block) => block.clone() as XmlElement);
  const target = first.cell.element;
  if (isBlank(target) && copies.length > 0) target.delete(0, target.length);
  target.insert(target.length, copies);
  for (const placed of others) removeCell(table, placed);
  setSpan(target, "colspan", area.right - area.left);
  setSpan(target, "rowspan", area.bottom - area.top);
}

/** Makes a cell that reaches over several slots one of a single slot, among empty ones. */
export function splitCell(table: XmlElement, row: number, column: number): void {
  const grid = sharedGrid(table);
  const placed = at(grid, row, column);
  if (!placed) return;
  const { top, left, bottom, right, cell } = placed;
  setSpan(cell.element, "colspan", 1);
  setSpan(cell.element, "rowspan", 1);
  for (let below = top; below < bottom; below++) {
    const index = indexInRow(grid, below, left) + (below === top ? 1 : 0);
    const count = right - left - (below === top ? 1 : 0);
    for (let i = 0; i < count; i++) insertCell(table, below, index, newCell());
  }
}

/** Whether there is nothing in it but one block without words. */
export function isBlank(cell: XmlElement): boolean {
  const [block, ...others] = partsOf(cell);
  if (!block) return true;
  return others.length === 0 && block.nodeName === "block" && textsOf(block).every(isEmpty);
}

function textsOf(block: XmlElement): XmlText[] {
  return block.toArray().filter((part) => part instanceof XmlText);
}

function isEmpty(text: XmlText): boolean {
  return text.length === 0;
}
