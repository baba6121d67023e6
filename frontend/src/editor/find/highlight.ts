/**
 * Marks matches on the screen without touching the text's elements.
 *
 * Browsers paint ranges by themselves (CSS Custom Highlight API), and move them along with what is
 * typed; decorations would have the editor compare and redraw blocks at every key.
 */
import type { EditorView } from "@tiptap/pm/view";
import { nearView } from "../view/scrolling";
import type { Match } from "./finder";

const ALL = "find-match";
const CURRENT = "find-current";
/** So many at once at the most; nobody counts them by eye. */
const LIMIT = 2000;

/** Marks those of the matches, which are in order, that are near to what is in view. */
export function showMatches(view: EditorView, matches: Match[], current: Match | undefined): void {
  if (!("highlights" in CSS)) return;
  const { from, to } = nearView(view);
  const first = indexFrom(matches, from);
  const near = matches.slice(first, Math.min(indexFrom(matches, to), first + LIMIT));
  const ranges = near.filter((match) => match !== current).map((match) => rangeOf(view, match));
  CSS.highlights.set(ALL, new Highlight(...ranges));
  CSS.highlights.set(CURRENT, new Highlight(...(current ? [rangeOf(view, current)] : [])));
}

export function hideMatches(): void {
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete(ALL);
  CSS.highlights.delete(CURRENT);
}

/** The index of the first match that begins at the position or behind it. */
export function indexFrom(matches: Match[], pos: number): number {
  let low = 0;
  let high = matches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((matches[middle]?.from ?? pos) < pos) low = middle + 1;
    else high = middle;
  }
  return low;
}

function rangeOf(view: EditorView, { from, to }: Match): Range {
  const start = view.domAtPos(from, 1);
  const end = view.domAtPos(to, -1);
  const range = document.createRange();
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range;
}
