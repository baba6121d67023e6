/** Reads tables of spreadsheets and web pages. */
import { COLORS, type Color, nearestColor } from "../schema/colors";
import { spanOf, widthOf } from "../schema/tables";
import { styled } from "./styles";

/** More cells than these would be too much for a page; their text comes without the table. */
const MAX_CELLS = 5_000;

/** How far from grey a ground has to be to be meant as a colour. */
const CHROMA = 0.06;

/**
 * The table as the schema reads it; null for one that only lays a page out.
 *
 * `contentOf` turns what is in a cell into blocks.
 */
export function pastedTable(
  table: HTMLTableElement,
  contentOf: (cell: HTMLElement) => DocumentFragment,
): HTMLElement | null {
  const rows = [...table.rows].filter(({ cells }) => cells.length > 0);
  const count = rows.reduce((sum, { cells }) => sum + cells.length, 0);
  const isLayout = table.getAttribute("role") === "presentation" || count < 2;
  if (isLayout || count > MAX_CELLS) return null;
  const document = table.ownerDocument;
  const found = document.createElement("table");
  if (rows[0] && [...rows[0].cells].every(isHeader)) found.dataset.headerRow = "true";
  if (rows.every(({ cells: [first] }) => first && isHeader(first))) {
    if (rows.length > 1 || !found.dataset.headerRow) found.dataset.headerColumn = "true";
  }
  const widths = widthsOf(table);
  for (const row of rows) {
    const line = found.appendChild(document.createElement("tr"));
    for (const [i, cell] of [...row.cells].entries()) {
      line.append(readCell(cell, contentOf(cell), row.cells.length === widths.length && widths[i]));
    }
  }
  return found;
}

function isHeader(cell: HTMLTableCellElement): boolean {
  return cell.tagName === "TH" || cell.closest("thead") !== null;
}

function readCell(
  cell: HTMLTableCellElement,
  content: DocumentFragment,
  width: string | false | null | undefined,
): HTMLElement {
  const read = cell.ownerDocument.createElement("td");
  read.setAttribute("colspan", String(spanOf(cell.getAttribute("colspan"))));
  read.setAttribute("rowspan", String(spanOf(cell.getAttribute("rowspan"), 1000)));
  const background = backgroundOf(cell);
  if (background) read.dataset.background = background;
  if (width) read.dataset.width = width;
  if (!content.hasChildNodes()) content.append(emptyBlock(cell.ownerDocument));
  read.append(content);
  return read;
}

function emptyBlock(document: Document): HTMLElement {
  const block = document.createElement("div");
  block.dataset.kind = "paragraph";
  return block;
}

/** The name of the ground's colour: ours, or the nearest to what a style or an old attribute says. */
function backgroundOf(cell: HTMLElement): Color | null {
  const ours = COLORS.find((color) => color === cell.dataset.background);
  if (ours) return ours;
  const { style } = styled(cell);
  return nearestColor(style.backgroundColor || cell.getAttribute("bgcolor") || "", CHROMA);
}

/** What the columns say of their widths, where each stands for one. */
function widthsOf(table: HTMLTableElement): (string | null)[] {
  const columns = [...table.querySelectorAll(":scope > colgroup > col, :scope > col")];
  if (columns.some((column) => column.hasAttribute("span"))) return [];
  return columns.map((column) => {
    const width = widthOf(column.getAttribute("width")?.replace("px", ""));
    return width === null ? null : String(width);
  });
}
