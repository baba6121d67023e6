/** How much text there is: words as each language divides them, and characters as people see them. */
import type { Node } from "@tiptap/pm/model";
import { piecesOf } from "../drawn/pieces";
import { textBlocks, textOf } from "../view/blocks";

export interface Count {
  words: number;
  characters: number;
  /** Those of the characters that are not spaces. */
  letters: number;
}

const WORDS_A_MINUTE = 230;

const words = new Intl.Segmenter(undefined, { granularity: "word" });
const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

export function countText(text: string): Count {
  const count: Count = { words: 0, characters: 0, letters: 0 };
  for (const { isWordLike } of words.segment(text)) if (isWordLike) count.words++;
  for (const { segment } of characters.segment(text)) {
    if (segment === "\n" || segment === "\ufffc") continue;
    count.characters++;
    if (segment.trim() !== "") count.letters++;
  }
  return count;
}

/** Counts blocks, each once for as long as it does not change. */
export class Counter {
  private readonly known = new WeakMap<Node, Count>();

  /** Counts a part of the document; null when the time was over, for the rest to be counted later. */
  count(doc: Node, from: number, to: number, hasTime: () => boolean): Count | null {
    const total: Count = { words: 0, characters: 0, letters: 0 };
    let isFirst = true;
    for (const { node, start } of textBlocks(doc)) {
      const end = start + node.content.size;
      if (end <= from || start >= to) continue;
      const isWhole = from <= start && end <= to;
      let count = isWhole ? this.known.get(node) : undefined;
      if (!count) {
        // One at the least, so that it comes to an end on a machine that never has time.
        if (!isFirst && !hasTime()) return null;
        isFirst = false;
        count = countText(wordsOf(node, Math.max(from, start) - start, Math.min(to, end) - start));
        if (isWhole) this.known.set(node, count);
      }
      total.words += count.words;
      total.characters += count.characters;
      total.letters += count.letters;
    }
    return total;
  }
}

/** The text without formulas, which are not words. */
function wordsOf(block: Node, from: number, to: number): string {
  const words = [];
  let start = from;
  for (const piece of piecesOf(block)) {
    if (piece.from >= to) break;
    if (piece.from > start) words.push(textOf(block, start, piece.from));
    start = Math.max(start, piece.to);
  }
  if (start < to) words.push(textOf(block, start, to));
  return words.join("");
}

/** How long reading takes, in words. */
export function readingTime({ words }: Count): string {
  const minutes = Math.round(words / WORDS_A_MINUTE);
  return minutes < 1 ? "less than a minute" : `${minutes} min`;
}
