/** The table's button in the toolbar, and the handles at the row and the column with the cursor. */
import type { Editor } from "@tiptap/core";
import { icon } from "../menus/icons";
import type { Drag } from "../view/dragging";
import type { Part } from "./actions";
import { insertTable } from "./commands";
import { dragAlong } from "./drag";
import { tableHere } from "./edit";
import { makeTableMenu, type TableMenu } from "./menu";
import { type Axis, COLUMNS, ROWS } from "./moves";

/** When keys have rested for so long, the handles come to the cell with the cursor. */
const REST_MS = 150;

export function bindTables(
  button: HTMLElement,
  editor: Editor,
  nameKeys: (drawn: HTMLElement) => void,
): void {
  const menu = makeTableMenu(editor, nameKeys);
  const { view } = editor;
  const render = () => {
    const isHere = tableHere(editor.state) !== null;
    if (isHere === (button.ariaHasPopup === "menu")) return;
    button.ariaHasPopup = isHere ? "menu" : null;
    button.title = isHere ? "Table" : "Insert a table";
    button.ariaLabel = button.title;
  };
  button.addEventListener("click", () => {
    if (tableHere(editor.state)) return menu.open(button);
    insertTable(editor.state, view.dispatch, view);
    view.focus();
  });
  editor.on("transaction", render);
  new Handles(editor, menu);
}

class Handles {
  private readonly row = makeHandle("Row", "row-handle");
  private readonly column = makeHandle("Column", "column-handle");
  private readonly drags: Drag[];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private scroller: Element | null = null;

  constructor(
    private readonly editor: Editor,
    private readonly menu: TableMenu,
  ) {
    editor.view.dom.after(this.row, this.column);
    this.drags = [this.bind(this.row, ROWS, "Row"), this.bind(this.column, COLUMNS, "Column")];
    // For every key a timer, nothing is measured.
    editor.on("transaction", () => this.soon());
    window.addEventListener("resize", () => this.soon());
  }

  private bind(handle: HTMLElement, axis: Axis, part: Part): Drag {
    const drag = dragAlong(axis, handle, this.editor.view);
    handle.addEventListener("click", () => {
      if (!drag.wasDragged()) this.menu.open(handle, [part, "Cells", "Table"]);
    });
    return drag;
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.show, REST_MS);
  }

  private readonly show = (): void => {
    const { editor, row, column } = this;
    const isBusy =
      this.menu.element.matches(":popover-open") || this.drags.some((drag) => drag.isUnderWay());
    if (editor.isDestroyed || isBusy) return;
    const here = editor.isEditable ? tableHere(editor.state) : null;
    const placed = here?.grid.cells.find(
      ({ top, left }) => top === here.area.top && left === here.area.left,
    );
    const cell = here && placed && editor.view.nodeDOM(here.start + placed.cell.offset);
    const box = cell instanceof HTMLElement ? cell.closest(".table") : null;
    row.hidden = column.hidden = !box;
    this.follow(box);
    if (!box || !(cell instanceof HTMLElement)) return;
    const frame = this.row.parentElement?.getBoundingClientRect() ?? new DOMRect();
    const [outer, inner] = [box.getBoundingClientRect(), cell.getBoundingClientRect()];
    const isTurned = getComputedStyle(cell).direction === "rtl";
    row.style.top = `${(inner.top + inner.bottom) / 2 - frame.top}px`;
    row.style.left = `${(isTurned ? Math.min(outer.right, tableEnd(cell)) : outer.left) - frame.left}px`;
    const middle = (inner.left + inner.right) / 2;
    column.hidden = middle < outer.left || middle > outer.right;
    column.style.top = `${outer.top - frame.top}px`;
    column.style.left = `${middle - frame.left}px`;
  };

  /** What scrolls takes the handle of the column along. */
  private follow(box: Element | null): void {
    if (box === this.scroller) return;
    this.scroller?.removeEventListener("scroll", this.show);
    this.scroller = box;
    box?.addEventListener("scroll", this.show, { passive: true });
  }
}

function tableEnd(cell: HTMLElement): number {
  return cell.closest("table")?.getBoundingClientRect().right ?? 0;
}

function makeHandle(label: string, className: string): HTMLButtonElement {
  const handle = document.createElement("button");
  handle.type = "button";
  handle.className = `table-handle ${className}`;
  // By keys the same is in the toolbar.
  handle.tabIndex = -1;
  handle.hidden = true;
  handle.title = `${label}: drag to move, press for more`;
  handle.setAttribute("aria-label", label);
  handle.setAttribute("aria-haspopup", "menu");
  handle.append(icon("ellipsis"));
  handle.addEventListener("mousedown", (event) => event.preventDefault());
  return handle;
}
