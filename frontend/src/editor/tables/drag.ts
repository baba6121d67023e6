/** Moves rows and columns by their handles. */
import type { EditorView } from "@tiptap/pm/view";
import { type ProsemirrorBinding, ySyncPluginKey } from "@tiptap/y-tiptap";
import { XmlElement } from "yjs";
import { elementAt } from "../collaboration/elements";
import { type Drag, dragging } from "../view/dragging";
import { type Here, hereIn, putCursor, tableHere, writeTable } from "./edit";
import { union, within } from "./grid";
import { type Axis, COLUMNS, moveTo } from "./moves";
import { placeLine, scrollAtEdges, targetAt } from "./places";
import { CellSelection } from "./selection";
import { sharedGrid } from "./shared";

export function dragAlong(axis: Axis, handle: HTMLElement, view: EditorView): Drag {
  const line = document.createElement("div");
  line.className = "table-drop";
  line.classList.toggle("is-upright", axis === COLUMNS);
  line.hidden = true;
  view.dom.after(line);
  let taken: Taken | null = null;

  return dragging(handle, view, {
    begin: () => {
      const here = tableHere(view.state);
      taken = here && remember(view, here);
      if (here && taken) selectAcross(view, axis, here);
      return taken !== null;
    },
    follow: (pointer) => {
      const here = taken && recall(view, taken);
      line.hidden = !here;
      if (!here) return;
      scrollAtEdges(view, axis, here, pointer);
      placeLine(line, view, axis, here, pointer);
    },
    end: (pointer, drops) => {
      line.hidden = true;
      const here = taken && recall(view, taken);
      const target = here && targetAt(view, axis, here, pointer);
      if (taken && drops && here && target !== null) drop(view, axis, here, taken, target);
      taken = null;
    },
  });
}

/** What is dragged, in a way that outlives what others change meanwhile. */
interface Taken {
  table: XmlElement;
  first: XmlElement;
  last: XmlElement;
}

function remember({ state }: EditorView, { start, grid, area }: Here): Taken | null {
  const cells = within(grid, area);
  const [first, last] = [cells[0], cells.at(-1)].map(
    (placed) => placed && elementAt(state, state.doc, start + placed.cell.offset),
  );
  const table = first?.parent?.parent;
  return first && last && table instanceof XmlElement ? { table, first, last } : null;
}

/** Where it is now; null when somebody has removed it. */
function recall({ state }: EditorView, { table, first, last }: Taken): Here | null {
  const { type }: ProsemirrorBinding = ySyncPluginKey.getState(state).binding;
  const index = (type.toArray() as unknown[]).indexOf(table);
  const placed = sharedGrid(table).cells.filter(
    ({ cell: { element } }) => element === first || element === last,
  );
  const [one, other = one] = placed;
  return one && other && index >= 0 ? hereIn(state.doc, index, union(one, other)) : null;
}

/** Shows what is dragged. */
function selectAcross({ state, dispatch }: EditorView, axis: Axis, here: Here): void {
  const cells = CellSelection.of(state.doc, here, axis.areaOf(here.grid, axis.rangeOf(here.area)));
  if (cells) dispatch(state.tr.setSelection(cells));
}

function drop(view: EditorView, axis: Axis, here: Here, taken: Taken, target: number): void {
  const spot = writeTable(view, here.index, (table) => {
    const moved = moveTo(view.state, axis, table, here.area, target);
    const still = sharedGrid(table).cells.find(({ cell }) => cell.element === taken.first);
    return moved ?? (still ? { row: still.top, column: still.left } : null);
  });
  if (spot) putCursor(view, here.index, spot);
}
