/** Keeps a small form below the words that it is about, inside what can be seen of the page. */
import type { Editor } from "@tiptap/core";
import type { Span } from "../commands/links";
import { readingArea } from "../view/area";

const MARGIN = 8;

/** Returns what to call when the form was opened; it follows its words from then on. */
export function followWords(form: HTMLElement, editor: Editor, span: () => Span): () => void {
  const place = () => {
    const { from, to } = span();
    const start = editor.view.coordsAtPos(from);
    const end = editor.view.coordsAtPos(to);
    const box = form.getBoundingClientRect();
    const left = Math.min(start.left, window.innerWidth - box.width - MARGIN);
    const room = readingArea();
    const below = end.bottom + MARGIN;
    const above = start.top - box.height - MARGIN;
    const fits = below + box.height + MARGIN <= room.bottom;
    form.style.left = `${Math.max(MARGIN, left)}px`;
    form.style.top = `${fits ? below : Math.max(room.top + MARGIN, above)}px`;
  };
  const follow = () => form.matches(":popover-open") && place();
  window.addEventListener("resize", follow);
  // A keyboard on the screen, which in Safari covers the page.
  window.visualViewport?.addEventListener("resize", follow);
  window.addEventListener("scroll", follow, { passive: true });
  return place;
}
