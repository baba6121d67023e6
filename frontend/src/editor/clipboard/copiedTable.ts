/** Tables as other programs are told of them: as HTML, and as text with tabs. */
import type { Node } from "@tiptap/pm/model";
import { colorOf } from "../schema/tables";
import { cellDrawing, cellTag, drawingOf } from "../tables/drawing";
import { gridOf } from "../tables/grid";
import { HIGHLIGHTS } from "./colors";

/** A clean table; `contentOf` writes what is in a cell. */
export function copiedTable(
  table: Node,
  document: Document,
  contentOf: (cell: Node) => globalThis.Node,
): HTMLElement {
  const element = document.createElement("table");
  const { dir, widths } = drawingOf(table);
  if (dir) element.dir = dir;
  if (widths) element.append(columns(widths, document));
  const body = element.appendChild(document.createElement("tbody"));
  table.forEach(() => void body.append(document.createElement("tr")));
  for (const placed of gridOf(table).cells) {
    const { node } = placed.cell;
    const drawing = cellDrawing(table, placed);
    const cell = document.createElement(cellTag(drawing));
    if (drawing.scope) cell.setAttribute("scope", drawing.scope);
    if (drawing.colspan > 1) cell.colSpan = drawing.colspan;
    if (drawing.rowspan > 1) cell.rowSpan = drawing.rowspan;
    const background = colorOf(node.attrs.background);
    if (background) {
      cell.dataset.background = background;
      cell.style.backgroundColor = HIGHLIGHTS[background];
    }
    cell.append(contentOf(node));
    body.children[placed.top]?.append(cell);
  }
  return element;
}

function columns(widths: number[], document: Document): HTMLElement {
  const group = document.createElement("colgroup");
  for (const width of widths) {
    const column = group.appendChild(document.createElement("col"));
    column.setAttribute("width", String(width));
  }
  return group;
}

/** A line for every row, and a tab between two slots, as spreadsheets read it. */
export function tabbed(table: Node): string {
  const { width, height, cells } = gridOf(table);
  const slots = Array.from({ length: height }, () => new Array<string>(width).fill(""));
  for (const { top, left, cell } of cells) {
    const row = slots[top];
    if (row) row[left] = quoted(linesOf(cell.node));
  }
  return slots.map((row) => row.join("\t")).join("\n");
}

function linesOf(cell: Node): string {
  return cell.content.content.map((block) => block.textContent).join("\n");
}

/** What would be read as another cell or row stands in quotes. */
function quoted(text: string): string {
  return /[\t\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
