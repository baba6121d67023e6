/**
 * Tables: rows of cells, which hold blocks.
 *
 * What is a header is said by the table and not by cells of another kind, so that nobody's words move
 * when it changes. Every part may be empty: whatever people delete at once, nothing fails to fit.
 */
import { Node } from "@tiptap/core";
import type { Attrs, Node as PMNode } from "@tiptap/pm/model";
import { type Color, isColor } from "./colors";
import { indentation, indentOf } from "./structure";

/** Columns that a table can have; what stands behind them is drawn, and no more than that. */
export const MAX_COLUMNS = 100;
export const MAX_ROWSPAN = 1000;

export const MIN_WIDTH = 48;
export const MAX_WIDTH = 1200;

export const Table = Node.create({
  name: "table",
  content: "row*",
  isolating: true,
  selectable: false,
  addAttributes: () => ({
    headerRow: { default: null, parseHTML: isSet("headerRow"), rendered: false },
    headerColumn: { default: null, parseHTML: isSet("headerColumn"), rendered: false },
    indent: { default: null, parseHTML: ({ dataset }) => indentOf(dataset), rendered: false },
  }),
  parseHTML: () => [{ tag: "table" }],
  renderHTML: ({ node }) => [
    "div",
    { class: "table", ...indentation(node.attrs) },
    ["table", ["tbody", 0]],
  ],
});

export const Row = Node.create({
  name: "row",
  content: "cell*",
  selectable: false,
  parseHTML: () => [{ tag: "tr" }],
  renderHTML: () => ["tr", 0],
});

export const Cell = Node.create({
  name: "cell",
  content: "flow*",
  isolating: true,
  selectable: false,
  addAttributes: () => ({
    colspan: { default: null, parseHTML: (cell) => plain(spanOf(cell.getAttribute("colspan"))) },
    rowspan: { default: null, parseHTML: (cell) => plain(spanOf(cell.getAttribute("rowspan"))) },
    width: { default: null, parseHTML: (cell) => widthOf(cell.dataset.width) },
    background: { default: null, parseHTML: (cell) => colorOf(cell.dataset.background) },
  }),
  parseHTML: () => [{ tag: "td" }, { tag: "th" }],
  renderHTML: ({ node }) => {
    const background = colorOf(node.attrs.background);
    return [
      "td",
      { class: "cell blocks", ...(background && { "data-background": background }) },
      0,
    ];
  },
});

export function isTable(node: PMNode): boolean {
  return node.type.name === "table";
}

/** Over how many columns or rows a cell reaches, whoever wrote it. */
export function spanOf(value: unknown, max = MAX_COLUMNS): number {
  return Math.min(Math.max(Math.trunc(Number(value ?? 1)) || 1, 1), max);
}

export function spansOf({ colspan, rowspan }: Attrs): { colspan: number; rowspan: number } {
  return { colspan: spanOf(colspan), rowspan: spanOf(rowspan, MAX_ROWSPAN) };
}

/** How wide a cell is to be, in pixels; null where nobody has said. */
export function widthOf(value: unknown): number | null {
  const width = Math.round(Number(value ?? 0)) || 0;
  return width > 0 ? Math.min(Math.max(width, MIN_WIDTH), MAX_WIDTH) : null;
}

export function colorOf(value: unknown): Color | null {
  return isColor(value) ? value : null;
}

function plain(span: number): number | null {
  return span > 1 ? span : null;
}

function isSet(name: string) {
  return (table: HTMLElement) => (table.dataset[name] === "true" ? true : null);
}
