/** How tables are drawn: by the editor, on the clipboard, and by the server (reading/tables.py). */
import type { Node } from "@tiptap/pm/model";
import { isRtl } from "../schema/direction";
import { indentOf } from "../schema/structure";
import { colorOf, isTable, widthOf } from "../schema/tables";
import { type CellNode, type Grid, gridOf, type Placed } from "./grid";

/** Tables with more columns than these are wider than the text. */
export const FLUID_COLUMNS = 6;
/** Pixels, of a column that nobody has given a width in a table where others have one. */
export const PLAIN_WIDTH = 120;

export type Scope = "col" | "colgroup" | "row" | "rowgroup";

export interface CellDrawing {
  /** Of what the cell is a header; null of nothing. */
  scope: Scope | null;
  colspan: number;
  rowspan: number;
}

/** What the attributes of a table's element say, besides those of its cells. */
export interface TableDrawing {
  dir: "rtl" | null;
  headerRow: boolean;
  headerColumn: boolean;
  columns: number;
  /** Pixels for every column; null where they share what room there is. */
  widths: number[] | null;
}

export function drawingOf(table: Node): TableDrawing {
  const grid = gridOf(table);
  return {
    dir: isRtl(firstWords(table)) ? "rtl" : null,
    headerRow: table.attrs.headerRow === true,
    headerColumn: table.attrs.headerColumn === true,
    columns: grid.width,
    widths: widthsOf(grid),
  };
}

export function cellDrawing(table: Node, placed: Placed): CellDrawing {
  const colspan = placed.right - placed.left;
  const rowspan = placed.bottom - placed.top;
  return { scope: scopeOf(table, placed, colspan, rowspan), colspan, rowspan };
}

function scopeOf(table: Node, { top, left }: Placed, colspan: number, rowspan: number) {
  if (table.attrs.headerRow === true && top === 0) return colspan > 1 ? "colgroup" : "col";
  if (table.attrs.headerColumn === true && left === 0) return rowspan > 1 ? "rowgroup" : "row";
  return null;
}

/** A column is as wide as the first of its cells that says so. */
function widthsOf(grid: Grid<CellNode>): number[] | null {
  const said = new Array<number | null>(grid.width).fill(null);
  for (const { cell, left, right } of grid.cells) {
    if (right - left === 1) said[left] ??= widthOf(cell.node.attrs.width);
  }
  const isFluid = said.every((width) => width === null) && grid.width <= FLUID_COLUMNS;
  return isFluid ? null : said.map((width) => width ?? PLAIN_WIDTH);
}

/** The first text that has letters: it says in which direction the columns go. */
function firstWords(table: Node): string {
  let words = "";
  table.descendants((node) => {
    if (node.isTextblock && /\p{L}/u.test(node.textContent)) words ||= node.textContent;
    return words === "" && !node.isTextblock;
  });
  return words;
}

/** Writes what the element around a table's says: how deep it stands. */
export function drawBox(element: HTMLElement, { attrs }: Node): void {
  set(element, "data-indent", indentOf(attrs));
}

/** Writes what a table's element says of itself. */
export function drawTable(element: HTMLElement, columns: HTMLElement, table: Node): void {
  const { dir, headerRow, headerColumn, columns: count, widths } = drawingOf(table);
  set(element, "dir", dir);
  set(element, "data-header-row", headerRow || null);
  set(element, "data-header-column", headerColumn || null);
  set(element, "data-columns", count);
  writeColumns(element, columns, widths);
}

/** Shows a table with other widths than it has. */
export function drawWidths(element: HTMLElement, widths: number[]): void {
  const columns = element.querySelector("colgroup");
  if (columns) writeColumns(element, columns, widths);
}

function writeColumns(element: HTMLElement, columns: HTMLElement, widths: number[] | null): void {
  set(element, "data-sized", widths !== null || null);
  const cols = (widths ?? []).map((width, i) => {
    const col = columns.children[i] ?? columns.ownerDocument.createElement("col");
    set(col, "width", width);
    return col;
  });
  const isSame = cols.length === columns.children.length && cols.every((col) => col.parentNode);
  if (!isSame) columns.replaceChildren(...cols);
}

export function drawCell(element: HTMLElement, cell: Node, drawing: CellDrawing): void {
  // What it has besides says that it is selected.
  element.classList.add("cell", "blocks");
  set(element, "scope", drawing.scope);
  set(element, "colspan", drawing.colspan > 1 ? drawing.colspan : null);
  set(element, "rowspan", drawing.rowspan > 1 ? drawing.rowspan : null);
  set(element, "data-background", colorOf(cell.attrs.background));
}

export function cellTag({ scope }: CellDrawing): "th" | "td" {
  return scope ? "th" : "td";
}

/** The tables of a document, which stand at its top only. */
export function tablesOf(doc: Node): { table: Node; pos: number }[] {
  const found: { table: Node; pos: number }[] = [];
  doc.forEach((node, pos) => {
    if (isTable(node)) found.push({ table: node, pos });
  });
  return found;
}

function set(element: Element, name: string, value: string | number | true | null): void {
  const written = value === null ? null : String(value);
  if (element.getAttribute(name) === written) return;
  if (written === null) element.removeAttribute(name);
  else element.setAttribute(name, written);
}
