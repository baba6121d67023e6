/** How wide columns are. */
import type { Command } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import type { XmlElement } from "yjs";
import { widthOf } from "../schema/tables";
import { PLAIN_WIDTH } from "./drawing";
import { type Here, onTable } from "./edit";
import { setAttribute, sharedGrid } from "./shared";

/** Pixels by which keys and menus widen a column. */
export const WIDTH_STEP = 24;

/** Makes the selected columns so many pixels wider. */
export function widen(by: number): Command {
  return onTable((table, here, view) => {
    const widths = measured(view, here).map((width, column) =>
      column >= here.area.left && column < here.area.right ? width + by : width,
    );
    writeWidths(table, widths);
    return null;
  });
}

/** How wide the columns are on the screen: what nobody has given a width has one from now on. */
export function measured(
  view: EditorView,
  { grid, start }: Pick<Here, "grid" | "start">,
): number[] {
  const widths = new Array<number>(grid.width).fill(PLAIN_WIDTH);
  for (const { cell, left, right } of grid.cells) {
    const element = right - left === 1 ? view.nodeDOM(start + cell.offset) : null;
    const width = element instanceof HTMLElement ? element.getBoundingClientRect().width : 0;
    if (width > 0) widths[left] = Math.round(width);
  }
  return widths;
}

export function writeWidths(table: XmlElement, widths: number[]): void {
  for (const { cell, left, right } of sharedGrid(table).cells) {
    if (right - left === 1) setAttribute(cell.element, "width", widthOf(widths[left]));
  }
}
