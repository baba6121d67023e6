/** Moves blocks by their handle. */
import type { EditorView } from "@tiptap/pm/view";
import { type ProsemirrorBinding, ySyncPluginKey } from "@tiptap/y-tiptap";
import { isClosed } from "../sections/folds";
import { isDrawn } from "../view/area";
import { type Drag, dragging } from "../view/dragging";
import { freeRoom } from "../view/scrolling";
import { type Group, groupAt } from "./group";
import { moveBlocks } from "./move";
import { blockAtHeight, blockAtIndex, indexOf, take } from "./place";

const EDGE = 48;

export function dragBy(
  handle: HTMLElement,
  view: EditorView,
  block: () => HTMLElement | null,
): Drag {
  const line = overlay("drop-line");
  const shade = overlay("drag-shade");
  handle.after(line, shade);
  let taken: Taken | null = null;
  // The text keeps the focus.
  handle.addEventListener("mousedown", (event) => event.preventDefault());

  return dragging(handle, view, {
    begin: () => {
      const at = block();
      if (!at?.isConnected) return false;
      const group = take(view, indexOf(view, at));
      taken = remember(view, group);
      cover(shade, view, group);
      return true;
    },
    follow: ({ y }) => {
      const { top, bottom } = freeRoom();
      const by = y < top + EDGE ? -10 : y > bottom - EDGE ? 10 : 0;
      if (by) window.scrollBy({ top: by, behavior: "instant" });
      showLine(line, view, y);
    },
    end: ({ y }, drops) => {
      const group = taken && recall(view, taken);
      const target = targetAt(view, y);
      line.hidden = shade.hidden = true;
      if (drops && group && target !== null) moveBlocks(view, group, target);
    },
  });
}

/** What is dragged, in a way that outlives what others change meanwhile. */
interface Taken {
  first: unknown;
  last: unknown;
}

function remember(view: EditorView, { from, to }: Group): Taken {
  const { type } = bindingOf(view);
  return { first: type.get(from), last: type.get(to - 1) };
}

/** The dragged blocks where they are now; null when somebody has removed them. */
function recall(view: EditorView, { first, last }: Taken): Group | null {
  const blocks: unknown[] = bindingOf(view).type.toArray();
  const from = blocks.indexOf(first);
  const to = blocks.indexOf(last) + 1;
  return from >= 0 && to > from ? { from, to } : null;
}

function bindingOf(view: EditorView): ProsemirrorBinding {
  return ySyncPluginKey.getState(view.state).binding;
}

/** The index that what is dropped at this height would have. */
function targetAt(view: EditorView, y: number): number | null {
  const block = blockAtHeight(view, y);
  if (!block) {
    const { childCount } = view.state.doc;
    const isBelow = y > (drawnAbove(view, childCount)?.getBoundingClientRect().bottom ?? y);
    return isBelow ? childCount : null;
  }
  const { top, height } = block.getBoundingClientRect();
  const index = indexOf(view, block);
  if (y <= top + height / 2) return index;
  // Below a closed section is behind all that is in it.
  return isClosed(view.state, view.state.doc.resolve(0).posAtIndex(index))
    ? groupAt(view.state.doc, index).to
    : index + 1;
}

/** The last block in front of this index that can be seen. */
function drawnAbove(view: EditorView, index: number): HTMLElement | null {
  for (let i = index - 1; i >= 0; i--) {
    const block = blockAtIndex(view, i);
    if (isDrawn(block)) return block;
  }
  return null;
}

function showLine(line: HTMLElement, view: EditorView, y: number): void {
  const target = targetAt(view, y);
  line.hidden = target === null;
  if (target === null) return;
  const below = blockAtIndex(view, target);
  const above = drawnAbove(view, target);
  const edge = above?.getBoundingClientRect().bottom ?? below?.getBoundingClientRect().top ?? 0;
  line.style.top = `${edge - view.dom.getBoundingClientRect().top}px`;
}

function cover(shade: HTMLElement, view: EditorView, { from, to }: Group): void {
  const first = blockAtIndex(view, from)?.getBoundingClientRect();
  const last = drawnAbove(view, to)?.getBoundingClientRect();
  if (!first || !last) return;
  shade.style.top = `${first.top - view.dom.getBoundingClientRect().top}px`;
  shade.style.height = `${last.bottom - first.top}px`;
  shade.hidden = false;
}

function overlay(className: string): HTMLElement {
  const element = document.createElement("div");
  element.className = className;
  element.hidden = true;
  return element;
}
