/** Where something that is not text is put, and how deep, so that it stays in its list or section. */
import type { Node } from "@tiptap/pm/model";
import type { EditorState } from "@tiptap/pm/state";
import { clampIndent, isBlock, isList, isToggle, shapeOf } from "../schema/kinds";
import { isClosed } from "../sections/folds";
import { depthOf, sectionAt } from "../sections/section";

export interface Place {
  pos: number;
  /** As the node has it that is put there. */
  indent: number | null;
}

/** Behind the block at a position; in front of it when it is empty, so that one can go on in it. */
export function placeAt(state: EditorState, pos: number): Place {
  const $pos = state.doc.resolve(pos);
  const isInside = $pos.parent.isTextblock;
  const start = isInside ? $pos.before() : pos - ($pos.nodeBefore?.nodeSize ?? 0);
  const node = isInside ? $pos.parent : $pos.nodeBefore;
  if (!node) return { pos, indent: null };
  const isEmpty = isBlock(node) && node.content.size === 0 && !isToggle(node);
  if (isInside && isEmpty) return { pos: start, indent: indentAbove(state, start, node) };
  if (isToggle(node) && isClosed(state, start)) {
    return { pos: sectionAt(state.doc, start).to, indent: depthOf(node) || null };
  }
  return { pos: start + node.nodeSize, indent: indentBelow(node) };
}

/** Below an item or a toggle is in it. */
function indentBelow(node: Node): number | null {
  return clampIndent(depthOf(node) + (isItem(node) || isToggle(node) ? 1 : 0)) || null;
}

/** Above an item that is still empty is in the item before. */
function indentAbove({ doc }: EditorState, pos: number, node: Node): number | null {
  const above = doc.resolve(pos).nodeBefore;
  const isNext = above && isItem(node) && isItem(above) && depthOf(above) >= depthOf(node);
  return isNext ? indentBelow(node) : depthOf(node) || null;
}

function isItem(node: Node): boolean {
  return isBlock(node) && isList(shapeOf(node.attrs).kind);
}
