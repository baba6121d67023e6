/** Commands that set what is selected in, or further out: lists and sections are made of that alone. */
import type { Node } from "@tiptap/pm/model";
import type { Command, EditorState } from "@tiptap/pm/state";
import { selectedGroup } from "../handle/group";
import { clampIndent, isToggle } from "../schema/kinds";
import { depthOf, nodesInSection } from "../sections/section";

type Find = (state: EditorState) => Iterable<number>;

/** A toggle takes along what belongs to it. */
export function indent(by: 1 | -1): Command {
  return shift(by, selected);
}

/** The same for whole blocks of the document, as the table with the cursor, and what belongs to them. */
export function indentBlocks(by: 1 | -1): Command {
  return shift(by, selectedBlocks);
}

function shift(by: number, find: Find): Command {
  return (state, dispatch) => {
    const { tr } = state;
    for (const pos of find(state)) {
      const node = tr.doc.nodeAt(pos);
      if (!node) continue;
      const depth = clampIndent(depthOf(node) + by);
      if (depth !== depthOf(node)) tr.setNodeAttribute(pos, "indent", depth || null);
    }
    if (!tr.docChanged) return false;
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

function selected({ doc, selection }: EditorState): Set<number> {
  const found = new Set<number>();
  for (const { $from, $to } of selection.ranges) {
    doc.nodesBetween($from.pos, $to.pos, (node, pos) => {
      // Of a table that the selection does not reach beyond, what is in its cells.
      const isOuter = !node.inlineContent && (pos < $from.pos || pos + node.nodeSize > $to.pos);
      if (isOuter || !hasIndent(node)) return !node.inlineContent;
      found.add(pos);
      if (isToggle(node)) for (const { from } of nodesInSection(doc, pos)) found.add(from);
      return false;
    });
  }
  return found;
}

function selectedBlocks({ doc, selection }: EditorState): number[] {
  const { from, to } = selectedGroup(doc, selection);
  const top = doc.resolve(0);
  return Array.from({ length: to - from }, (_, i) => top.posAtIndex(from + i));
}

function hasIndent({ type }: Node): boolean {
  return "indent" in (type.spec.attrs ?? {});
}
