/** Where the borders of rows and columns are on the page, for what is dragged to them. */
import type { EditorView } from "@tiptap/pm/view";
import type { Point } from "../view/dragging";
import { freeRoom } from "../view/scrolling";
import type { Here } from "./edit";
import { type Axis, bordersOf, ROWS } from "./moves";

/** So near to an edge of what scrolls, it does, by so much a frame. */
const EDGE = 40;
const SPEED = 10;

interface Border {
  index: number;
  at: number;
}

/** The border that is nearest to the pointer, by the number of what stands behind it. */
export function targetAt(view: EditorView, axis: Axis, here: Here, point: Point): number | null {
  return nearest(view, axis, here, point)?.index ?? null;
}

/** Shows where what is dragged would go. */
export function placeLine(
  line: HTMLElement,
  view: EditorView,
  axis: Axis,
  here: Here,
  point: Point,
): void {
  const border = nearest(view, axis, here, point);
  const box = boxOf(view, here)?.getBoundingClientRect();
  const frame = line.parentElement?.getBoundingClientRect();
  line.hidden = !border || !box || !frame;
  if (!border || !box || !frame) return;
  const isRows = axis === ROWS;
  const [left, top] = isRows ? [box.left, border.at] : [border.at, box.top];
  line.style.left = `${left - frame.left}px`;
  line.style.top = `${top - frame.top}px`;
  line.style.width = isRows ? `${box.width}px` : "";
  line.style.height = isRows ? "" : `${box.height}px`;
}

/** Scrolls the page to further rows, and the table to further columns. */
export function scrollAtEdges(view: EditorView, axis: Axis, here: Here, { x, y }: Point): void {
  if (axis === ROWS) {
    const { top, bottom } = freeRoom();
    window.scrollBy({ top: speedAt(y, top, bottom), behavior: "instant" });
    return;
  }
  const box = boxOf(view, here);
  const { left, right } = box?.getBoundingClientRect() ?? new DOMRect();
  box?.scrollBy({ left: speedAt(x, left, right), behavior: "instant" });
}

function speedAt(at: number, start: number, end: number): number {
  return at < start + EDGE ? -SPEED : at > end - EDGE ? SPEED : 0;
}

function nearest(view: EditorView, axis: Axis, here: Here, { x, y }: Point): Border | null {
  const pointer = axis === ROWS ? y : x;
  const way = ({ at }: Border) => Math.abs(at - pointer);
  return bordersOf(axis, here.grid)
    .flatMap((index) => borderAt(view, axis, here, index) ?? [])
    .reduce<Border | null>((best, next) => (best && way(best) <= way(next) ? best : next), null);
}

/** Where the cells begin that stand behind a border; the last is where those in front of it end. */
function borderAt(view: EditorView, axis: Axis, here: Here, index: number): Border | null {
  const isLast = index === axis.length(here.grid);
  const placed = here.grid.cells.find((cell) => {
    const { from, to } = axis.rangeOf(cell);
    return isLast ? to === index : from === index;
  });
  const cell = placed && view.nodeDOM(here.start + placed.cell.offset);
  if (!(cell instanceof HTMLElement)) return null;
  const { top, bottom, left, right } = cell.getBoundingClientRect();
  const isTurned = cell.closest("table")?.dir === "rtl";
  if (axis === ROWS) return { index, at: isLast ? bottom : top };
  return { index, at: isLast !== isTurned ? right : left };
}

function boxOf(view: EditorView, { start }: Here): HTMLElement | null {
  const box = view.nodeDOM(start - 1);
  return box instanceof HTMLElement ? box : null;
}
