/** The line between two columns, which is dragged to make the first wider or narrower. */
import type { EditorView } from "@tiptap/pm/view";
import { MIN_WIDTH } from "../schema/tables";
import { drawTable, drawWidths } from "./drawing";
import { type Here, tableAt, writeTable } from "./edit";
import { cellAround } from "./selection";
import { measured, writeWidths } from "./widths";

/** Pixels from a line in which the pointer is taken to be on it. */
const REACH = 5;

interface Edge {
  here: Here;
  column: number;
  table: HTMLElement;
  x: number;
}

interface Drag extends Edge {
  startX: number;
  widths: number[];
}

export function columnLine(view: EditorView) {
  const line = document.createElement("div");
  line.className = "column-line";
  line.hidden = true;
  view.dom.parentElement?.append(line);
  let edge: Edge | null = null;
  let drag: Drag | null = null;

  const show = (at: Edge | null) => {
    edge = at;
    line.hidden = !at;
    const parent = line.parentElement?.getBoundingClientRect();
    if (!at || !parent) return;
    const { top, height } = at.table.getBoundingClientRect();
    line.style.left = `${at.x - parent.left}px`;
    line.style.top = `${top - parent.top}px`;
    line.style.height = `${height}px`;
  };
  const onMove = (event: PointerEvent) => {
    if (!drag && event.pointerType !== "touch") show(view.editable ? edgeAt(view, event) : null);
  };
  const onLeave = ({ relatedTarget }: PointerEvent) => {
    if (!drag && relatedTarget !== line) show(null);
  };
  const widthsAt = ({ startX, widths, column, table }: Drag, clientX: number) => {
    const by = (clientX - startX) * (isTurned(table) ? -1 : 1);
    return widths.map((width, i) => (i === column ? Math.max(MIN_WIDTH, width + by) : width));
  };
  const end = (event: PointerEvent | null) => {
    const ended = drag;
    drag = null;
    document.documentElement.classList.remove("is-resizing");
    show(null);
    if (!ended) return;
    const widths = event && widthsAt(ended, event.clientX).map(Math.round);
    if (widths) writeTable(view, ended.here.index, (table) => writeWidths(table, widths));
    else redraw(view, ended);
  };

  line.addEventListener("pointerdown", (event) => {
    if (!edge || event.button !== 0) return;
    event.preventDefault();
    drag = { ...edge, startX: event.clientX, widths: measured(view, edge.here) };
    line.setPointerCapture(event.pointerId);
    document.documentElement.classList.add("is-resizing");
  });
  line.addEventListener("pointermove", (event) => {
    if (!drag) return;
    drawWidths(drag.table, widthsAt(drag, event.clientX));
    const cell = drag.table.getBoundingClientRect();
    show({
      ...drag,
      x: Math.min(Math.max(drag.x + event.clientX - drag.startX, cell.left), cell.right),
    });
  });
  line.addEventListener("pointerup", end);
  line.addEventListener("pointercancel", () => end(null));
  line.addEventListener("pointerleave", onLeave);
  const onKey = (event: KeyboardEvent) => {
    if (drag && event.key === "Escape") end(null);
  };
  view.dom.addEventListener("pointermove", onMove);
  view.dom.addEventListener("pointerleave", onLeave);
  document.addEventListener("keydown", onKey, true);
  return {
    update: () => {
      if (!drag && !line.hidden) show(null);
    },
    destroy: () => {
      document.removeEventListener("keydown", onKey, true);
      view.dom.removeEventListener("pointermove", onMove);
      view.dom.removeEventListener("pointerleave", onLeave);
      line.remove();
    },
  };
}

function edgeAt(view: EditorView, { target, clientX }: PointerEvent): Edge | null {
  const element = target instanceof Element ? target.closest<HTMLElement>(".cell") : null;
  const table = element?.closest("table");
  if (!element || !table || !view.dom.contains(element)) return null;
  const { left, right } = element.getBoundingClientRect();
  const isRight = right - clientX <= REACH;
  if (!isRight && clientX - left > REACH) return null;
  const cell = cellAround(view.state.doc.resolve(view.posAtDOM(element, 0)));
  const here = cell && tableAt(view.state.doc, cell);
  if (!here) return null;
  const column = isRight !== isTurned(table) ? here.area.right - 1 : here.area.left - 1;
  return column < 0 ? null : { here, column, table, x: isRight ? right : left };
}

function isTurned(table: HTMLElement): boolean {
  return table.dir === "rtl";
}

function redraw(view: EditorView, { table, here }: Drag): void {
  const node = view.state.doc.maybeChild(here.index);
  const columns = table.querySelector("colgroup");
  if (node && columns) drawTable(table, columns, node);
}
