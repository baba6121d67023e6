/** Keeps a small form below the words that it is about, inside the window. */
import type { Editor } from "@tiptap/core";
import type { Span } from "../commands/links";

const MARGIN = 8;

/** Returns what to call when the form was opened; it follows its words from then on. */
export function followWords(form: HTMLElement, editor: Editor, span: () => Span): () => void {
  const place = () => {
    const { from, to } = span();
    const start = editor.view.coordsAtPos(from);
    const end = editor.view.coordsAtPos(to);
    const box = form.getBoundingClientRect();
    const left = Math.min(start.left, window.innerWidth - box.width - MARGIN);
    const below = end.bottom + MARGIN;
    const fits = below + box.height < window.innerHeight;
    form.style.left = `${Math.max(MARGIN, left)}px`;
    form.style.top = `${fits ? below : Math.max(MARGIN, start.top - box.height - MARGIN)}px`;
  };
  const follow = () => form.matches(":popover-open") && place();
  window.addEventListener("resize", follow);
  window.addEventListener("scroll", follow, { passive: true });
  return place;
}
