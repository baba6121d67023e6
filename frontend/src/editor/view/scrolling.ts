/** Brings places of the document into view, and tells which part of it is. */
import type { EditorView } from "@tiptap/pm/view";
import { type Area, firstWhere, readingArea } from "./area";

const MARGIN = 24;
/** Kept free at the foot of the window, where counts and notices stand. */
const FOOT = 80;
/** Frames in which what has come into view may still turn out higher than it was taken to be. */
const SETTLING_FRAMES = 6;

export interface Part {
  from: number;
  to: number;
}

/**
 * Scrolls until the position is in view; with `atTop`, to the top of the window.
 *
 * Blocks out of view have a guessed height, so that one jump may miss: it looks again.
 */
export function reveal(view: EditorView, pos: number, atTop = false): void {
  let frames = SETTLING_FRAMES;
  const look = () => {
    if (view.isDestroyed || pos > view.state.doc.content.size) return;
    const { top, bottom } = view.coordsAtPos(pos);
    const room = freeRoom();
    const isSeen = top >= room.top && bottom <= room.bottom;
    const goal = atTop ? room.top : (room.top + room.bottom) / 2;
    if (atTop || !isSeen) window.scrollBy({ top: top - goal, behavior: "instant" });
    if (frames === SETTLING_FRAMES) revealInTable(view, pos);
    if (--frames > 0) requestAnimationFrame(look);
  };
  look();
}

/** A table that is wider than the text scrolls by itself. */
function revealInTable(view: EditorView, pos: number): void {
  const { node } = view.domAtPos(pos);
  const element = node instanceof Element ? node : node.parentElement;
  const box = element?.closest(".table");
  if (!box) return;
  const { left } = view.coordsAtPos(pos);
  const frame = box.getBoundingClientRect();
  const isSeen = left >= frame.left && left <= frame.right;
  if (!isSeen) box.scrollBy({ left: left - (frame.left + frame.right) / 2, behavior: "instant" });
}

/** The part of the window in which nothing covers the text. */
export function freeRoom(): Area {
  const { top, bottom } = readingArea();
  const find = document.querySelector(".find:not([hidden])")?.getBoundingClientRect().bottom ?? 0;
  return { top: Math.max(top, find) + MARGIN, bottom: Math.min(bottom, window.innerHeight - FOOT) };
}

/** The part of the document that is in view, or less than a window's height away. */
export function nearView(view: EditorView): Part {
  const blocks = [...view.dom.children];
  const height = window.innerHeight;
  const first = blocks[firstWhere(blocks, (box) => box.bottom > -height)];
  const behind = blocks[firstWhere(blocks, (box) => box.top > 2 * height)];
  return {
    from: first ? view.posAtDOM(first, 0) - 1 : view.state.doc.content.size,
    to: behind ? view.posAtDOM(behind, 0) : view.state.doc.content.size,
  };
}
