/** Which blocks go together when one is moved: a list item takes what is indented below it along. */
import type { Node } from "@tiptap/pm/model";
import type { Selection } from "@tiptap/pm/state";
import { isBlock, isList, shapeOf } from "../schema/kinds";

/** Blocks of the document by their index, from the first to before the last. */
export interface Group {
  from: number;
  to: number;
}

/** The blocks that the selection touches, with those that belong to the last of them. */
export function selectedGroup(doc: Node, { $from, $to }: Selection): Group {
  const from = $from.index(0);
  const last = $to.depth === 0 ? $to.index(0) - 1 : $to.index(0);
  return { from, to: groupAt(doc, Math.max(from, last)).to };
}

/** A block and, when it is an item of a list, the items indented below it. */
export function groupAt(doc: Node, index: number): Group {
  const depth = depthOf(doc, index);
  let to = index + 1;
  if (isItem(doc, index)) while (isItem(doc, to) && depthOf(doc, to) > depth) to += 1;
  return { from: index, to };
}

/** What the group steps over on its way up: the sibling above it, with what belongs to that. */
export function groupAbove(doc: Node, { from }: Group): Group | null {
  if (from === 0) return null;
  let start = from - 1;
  while (start > 0 && isItem(doc, start) && depthOf(doc, start) > depthOf(doc, from)) start -= 1;
  return { from: isItem(doc, start) ? start : from - 1, to: from };
}

export function groupBelow(doc: Node, { to }: Group): Group | null {
  return to < doc.childCount ? groupAt(doc, to) : null;
}

function isItem(doc: Node, index: number): boolean {
  const node = doc.maybeChild(index);
  return node !== null && isBlock(node) && isList(shapeOf(node.attrs).kind);
}

function depthOf(doc: Node, index: number): number {
  return shapeOf(doc.child(index).attrs).indent;
}
