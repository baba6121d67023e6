/** Where the blocks of the document are on the page. */
import { NodeSelection, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { type Group, groupAt, selectedGroup } from "./group";

/** The block that is drawn at this height of the window. */
export function blockAtHeight(view: EditorView, y: number): HTMLElement | null {
  const { left, width } = view.dom.getBoundingClientRect();
  const there = document.elementsFromPoint(left + width / 2, y);
  const inside = there.find((element) => element !== view.dom && view.dom.contains(element));
  return inside?.closest<HTMLElement>(".ProseMirror > *") ?? null;
}

export function indexOf(view: EditorView, block: HTMLElement): number {
  return view.state.doc.resolve(view.posAtDOM(block, 0)).index(0);
}

export function blockAtIndex(view: EditorView, index: number): HTMLElement | null {
  const { doc } = view.state;
  if (index >= doc.childCount) return null;
  const dom = view.nodeDOM(doc.resolve(0).posAtIndex(index));
  return dom instanceof HTMLElement ? dom : null;
}

/** Selects the block, unless the selection reaches over it; returns what goes with it. */
export function take(view: EditorView, index: number): Group {
  const { doc, selection, tr } = view.state;
  const isSelected =
    !selection.empty && selection.$from.index(0) <= index && index <= selection.$to.index(0);
  if (isSelected) return selectedGroup(doc, selection);
  if (selection.$from.index(0) !== index || selection.$to.index(0) !== index) {
    const start = doc.resolve(0).posAtIndex(index);
    const node = doc.child(index);
    const end = start + node.nodeSize;
    const there = node.isAtom
      ? NodeSelection.create(doc, start)
      : TextSelection.near(doc.resolve(end - 1), -1);
    view.dispatch(tr.setSelection(there));
  }
  return groupAt(doc, index);
}
