/** What is pasted in a section or a list stays there. */
import { Fragment, Slice } from "@tiptap/pm/model";
import type { EditorState } from "@tiptap/pm/state";
import { placeAt } from "../commands/place";
import { clampIndent, isBlock } from "../schema/kinds";
import { depthOf } from "../sections/section";

/** The slice, as deep as where it is put; the same one where it stands deep enough. */
export function setIn(slice: Slice, state: EditorState): Slice {
  const nodes = slice.content.content;
  const [first] = nodes;
  if (!first || first.isInline) return slice;
  const { from, $from } = state.selection;
  const base =
    isBlock(first) && $from.parent.isTextblock
      ? depthOf($from.parent)
      : (placeAt(state, from).indent ?? 0);
  const by = base - Math.min(...nodes.map(depthOf));
  if (by <= 0) return slice;
  const deeper = nodes.map((node) => {
    const indent = clampIndent(depthOf(node) + by);
    return node.type.create({ ...node.attrs, indent }, node.content, node.marks);
  });
  return new Slice(Fragment.from(deeper), slice.openStart, slice.openEnd);
}
