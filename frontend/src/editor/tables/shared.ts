/** Tables in the shared document. */
import { XmlElement, XmlText } from "yjs";
import { attrsOf } from "../schema/kinds";
import { spansOf } from "../schema/tables";
import { type Grid, layOut, type Placed, type Span } from "./grid";

export interface SharedCell extends Span {
  element: XmlElement;
}

export type SharedGrid = Grid<SharedCell>;

/** The rows of a table, or the cells of a row. */
export function partsOf(element: XmlElement): XmlElement[] {
  return element.toArray().filter((part) => part instanceof XmlElement);
}

export function sharedGrid(table: XmlElement): SharedGrid {
  return layOut(
    partsOf(table).map((row) =>
      partsOf(row).map((element) => ({ ...spansOf(element.getAttributes()), element })),
    ),
  );
}

/** A block without words, or with those of others like it. */
export function newBlock(): XmlElement {
  const block = new XmlElement("block");
  for (const [name, value] of Object.entries(attrsOf({}))) {
    if (value !== null) block.setAttribute(name, value);
  }
  block.insert(0, [new XmlText()]);
  return block;
}

export function newCell(): XmlElement {
  const cell = new XmlElement("cell");
  cell.insert(0, [newBlock()]);
  return cell;
}

/** Sets an attribute of a cell; a plain value is the attribute's absence. */
export function setAttribute(element: XmlElement, name: string, value: unknown): void {
  const before: unknown = element.getAttribute(name);
  if (value === null && before !== undefined) element.removeAttribute(name);
  // Types of ours say that attributes are words; numbers and truths are stored as they are.
  else if (value !== null && before !== value) element.setAttribute(name, value as string);
}

export function setSpan(cell: XmlElement, name: "colspan" | "rowspan", span: number): void {
  setAttribute(cell, name, span > 1 ? span : null);
}

/** Where in its row a cell would stand that begins in this column. */
export function indexInRow({ cells }: SharedGrid, row: number, column: number): number {
  return cells.filter(({ top, left }) => top === row && left < column).length;
}

export function insertCell(table: XmlElement, row: number, index: number, cell: XmlElement): void {
  partsOf(table)[row]?.insert(index, [cell]);
}

export function removeCell(table: XmlElement, { top, cell }: Placed<SharedCell>): void {
  const row = partsOf(table)[top];
  const index = row?.toArray().indexOf(cell.element) ?? -1;
  if (index >= 0) row?.delete(index, 1);
}
