/** Shows how long the document is, or the part of it that is selected. */
import type { Editor } from "@tiptap/core";
import { later, whenIdle } from "../view/later";
import { type Count, Counter, readingTime } from "./count";

const PAUSE_MS = 300;

const numbers = new Intl.NumberFormat("en");

/** Writes into every `data-count` of the page, whenever there is time for it. */
export function showCounts(editor: Editor): void {
  const counter = new Counter();

  const run = (deadline: IdleDeadline) => {
    if (editor.isDestroyed) return;
    const { doc, selection } = editor.state;
    const hasTime = () => deadline.timeRemaining() > 1;
    const all = counter.count(doc, 0, doc.content.size, hasTime);
    const parts = selection.ranges.map(({ $from, $to }) =>
      counter.count(doc, $from.pos, $to.pos, hasTime),
    );
    const selected = parts.includes(null) ? null : parts.reduce(sum, null);
    if (all && selected) render(all, selection.empty ? null : selected);
    else whenIdle(run);
  };
  const soon = later(() => whenIdle(run), PAUSE_MS);

  editor.on("update", soon);
  editor.on("selectionUpdate", soon);
  whenIdle(run);
}

function sum(a: Count | null, b: Count | null): Count | null {
  if (!a || !b) return a ?? b;
  return {
    words: a.words + b.words,
    characters: a.characters + b.characters,
    letters: a.letters + b.letters,
  };
}

function render(all: Count, selected: Count | null): void {
  const of = (read: (count: Count) => number) => {
    const total = numbers.format(read(all));
    return selected ? `${numbers.format(read(selected))} of ${total}` : total;
  };
  const words = of((count) => count.words);
  const texts: Record<string, string> = {
    words,
    label: all.words === 1 && !selected ? "1 word" : `${words} words`,
    characters: of((count) => count.characters),
    letters: of((count) => count.letters),
    time: readingTime(selected ?? all),
  };
  for (const place of document.querySelectorAll<HTMLElement>("[data-count]")) {
    const text = texts[place.dataset.count ?? ""] ?? "";
    if (place.textContent !== text) place.textContent = text;
  }
}
