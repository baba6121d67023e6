/**
 * Which blocks go together when one is moved: what is indented below the item of a list or below the
 * toggle of a section goes along.
 */
import type { Node } from "@tiptap/pm/model";
import type { Selection } from "@tiptap/pm/state";
import { isBlock, isList, isToggle, shapeOf } from "../schema/kinds";
import { depthOf, sectionEnd } from "../sections/section";

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

/**
 * A block with what belongs to it: to a toggle and to an item of a list all that is indented deeper
 * below it.
 */
export function groupAt(doc: Node, index: number): Group {
  const block = doc.child(index);
  const isOwner = isToggle(block) || isItem(block);
  return { from: index, to: isOwner ? sectionEnd(doc, index) : index + 1 };
}

/** What the group steps over on its way up: the sibling above it, with what belongs to that. */
export function groupAbove(doc: Node, { from }: Group): Group | null {
  if (from === 0) return null;
  let start = from - 1;
  while (start > 0 && isDeeper(doc, start, from)) start -= 1;
  return { from: groupAt(doc, start).to === from ? start : from - 1, to: from };
}

export function groupBelow(doc: Node, { to }: Group): Group | null {
  return to < doc.childCount ? groupAt(doc, to) : null;
}

function isItem(node: Node): boolean {
  return isBlock(node) && isList(shapeOf(node.attrs).kind);
}

function isDeeper(doc: Node, index: number, than: number): boolean {
  return depthOf(doc.child(index)) > depthOf(doc.child(than));
}
