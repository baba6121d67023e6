/** What two states of a document have in common, so that only the rest is looked at again. */
import type { Node } from "@tiptap/pm/model";
import { Mapping, StepMap } from "@tiptap/pm/transform";
import type { DecorationSet } from "@tiptap/pm/view";

export interface Change {
  start: number;
  oldEnd: number;
  newEnd: number;
}

/**
 * The range in which the documents differ; null when they do not.
 *
 * Others' changes arrive as a whole new document, through which nothing can be mapped. The blocks
 * that they left alone are the same objects still, so the range is found quickly.
 */
export function changeBetween(before: Node, doc: Node): Change | null {
  const start = before.content.findDiffStart(doc.content);
  const ends = before.content.findDiffEnd(doc.content);
  if (start === null || ends === null) return null;
  // In a run of equal characters the range could end before it starts.
  const overlap = Math.max(0, start - Math.min(ends.a, ends.b));
  return { start, oldEnd: ends.a + overlap, newEnd: ends.b + overlap };
}

/** Moves decorations to where they belong after the change. */
export function mapThrough(change: Change, set: DecorationSet, doc: Node): DecorationSet {
  return set.map(mappingOf(change), doc);
}

export function mappingOf({ start, oldEnd, newEnd }: Change): Mapping {
  return new Mapping([new StepMap([start, oldEnd - start, newEnd - start])]);
}
