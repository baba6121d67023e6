/** Keeps selections in tables whole: across cells, through what others write, and by the mouse. */

import { Fragment, Slice } from "@tiptap/pm/model";
import {
  type EditorState,
  Plugin,
  Selection,
  TextSelection,
  type Transaction,
} from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import {
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from "@tiptap/y-tiptap";
import { enterCell } from "./cursor";
import { putCursor, writeTable } from "./edit";
import { CellSelection, cellAround } from "./selection";

export function tableSelections(): Plugin {
  /** The position from which cells are being selected by the mouse. */
  let isDragging = false;

  const onMouseDown = (view: EditorView, event: MouseEvent): boolean => {
    if (fillEmptyTable(view, event)) return true;
    const from = cellAt(view, event);
    if (from === null || event.button !== 0 || event.ctrlKey || event.metaKey) return false;
    if (event.shiftKey && select(view, view.state.selection.anchor, from)) {
      event.preventDefault();
      return true;
    }
    if (view.state.doc.nodeAt(from)?.childCount === 0 && view.editable) {
      event.preventDefault();
      view.dispatch(enterCell(view.state, from, false));
      view.focus();
      return true;
    }
    const move = (moved: MouseEvent) => {
      const to = cellAt(view, moved);
      if (moved.buttons === 0) return stop();
      if (to === null || (to === from && !isDragging)) return;
      isDragging = select(view, from + 1, to) || isDragging;
    };
    const stop = () => {
      isDragging = false;
      window.removeEventListener("mousemove", move);
      window.removeEventListener("mouseup", stop);
    };
    window.addEventListener("mousemove", move);
    window.addEventListener("mouseup", stop);
    return false;
  };

  return new Plugin({
    props: {
      handleDOMEvents: { mousedown: onMouseDown },
      // While cells are selected by the mouse, the browser selects text that does not count.
      createSelectionBetween: (view) => (isDragging ? view.state.selection : null),
      transformCopied: withoutCell,
    },
    appendTransaction: (transactions, { selection }, state) => {
      const isRemote = transactions.some((tr) => tr.getMeta(ySyncPluginKey)?.isChangeOrigin);
      return (isRemote ? restore(state) : null) ?? selectWhole(state, selection.head);
    },
  });
}

/** A table whose rows others have deleted at once has a cell again where somebody presses. */
function fillEmptyTable(view: EditorView, event: MouseEvent): boolean {
  const box = event.target instanceof Element ? event.target.closest(".table") : null;
  if (!view.editable || !box || box.querySelector(".cell")) return false;
  event.preventDefault();
  const index = view.state.doc.resolve(view.posAtDOM(box, 0)).index(0);
  writeTable(view, index, () => null);
  putCursor(view, index, { row: 0, column: 0 });
  view.focus();
  return true;
}

/** Where the cell under the mouse is. */
function cellAt(view: EditorView, { clientX, clientY, target }: MouseEvent): number | null {
  const element = target instanceof Element ? target.closest(".cell") : null;
  if (!element || !view.dom.contains(element)) return null;
  const inside = cellAround(view.state.doc.resolve(view.posAtDOM(element, 0)));
  if (inside) return inside.pos;
  const found = view.posAtCoords({ left: clientX, top: clientY });
  return (found && cellAround(view.state.doc.resolve(found.pos))?.pos) ?? null;
}

/** Selects the cells from a position's to the one in front of which `to` is. */
function select(view: EditorView, from: number, to: number): boolean {
  const { doc, selection, tr } = view.state;
  const cells = CellSelection.between(doc.resolve(from), doc.resolve(to + 1));
  if (!cells) return false;
  if (!cells.eq(selection)) view.dispatch(tr.setSelection(cells));
  return true;
}

/**
 * Text selected from one cell to another are the cells; what reaches into a table from outside has all
 * of it. `from` is where the moving end of the selection was before.
 */
function selectWhole({ doc, selection, tr }: EditorState, from: number): Transaction | null {
  if (!(selection instanceof TextSelection) || selection.empty) return null;
  const { $anchor, $head } = selection;
  const [anchor, head] = [cellAround($anchor), cellAround($head)];
  if ($anchor.sameParent($head) || anchor?.pos === head?.pos) return null;
  if (anchor) {
    const isInside = head?.start === anchor.start;
    const last =
      $head.pos > $anchor.pos ? anchor.start + anchor.table.content.size - 2 : anchor.start + 2;
    const cells = CellSelection.between($anchor, isInside ? $head : doc.resolve(last));
    return cells && tr.setSelection(cells);
  }
  if (!head) return null;
  const [start, end] = [head.start - 1, head.start + head.table.content.size + 1];
  // Past the table in the direction in which the end moves: back out of it, too.
  const by = from >= end ? -1 : from <= start ? 1 : $anchor.pos < start ? 1 : -1;
  const beyond = Selection.findFrom(doc.resolve(by > 0 ? end : start), by, true);
  return beyond && tr.setSelection(TextSelection.create(doc, $anchor.pos, beyond.head));
}

/** The binding knows text only, and nodes: it puts back a text from cell to cell. */
function restore(state: EditorState): Transaction | null {
  const binding: ProsemirrorBinding = ySyncPluginKey.getState(state).binding;
  const before = binding.beforeTransactionSelection;
  if (before?.type !== "cells") return null;
  const [anchor, head] = [before.anchor, before.head].map((place) =>
    relativePositionToAbsolutePosition(binding.doc, binding.type, place, binding.mapping),
  );
  if (anchor == null || head == null) return null;
  const cells = CellSelection.between(state.doc.resolve(anchor), state.doc.resolve(head));
  return cells && state.tr.setSelection(cells);
}

/** What is copied within a cell goes without the table around it. */
function withoutCell({ content, openStart, openEnd }: Slice): Slice {
  const only = content.childCount === 1 ? content.firstChild : null;
  const isPart = only && /^(table|row|cell)$/.test(only.type.name) && openStart > 0 && openEnd > 0;
  if (!isPart) return new Slice(content, openStart, openEnd);
  return withoutCell(new Slice(Fragment.from(only.content), openStart - 1, openEnd - 1));
}
