/**
 * A block that nobody has written a letter in yet is read as what stands before it.
 *
 * `dir="auto"` has it begin at the left: in a list from right to left, the sign of a new item would stand
 * there and jump with the first letter. Only the block with the cursor is looked at.
 */
import { Extension } from "@tiptap/core";
import { type EditorState, Plugin } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { isRtl } from "../schema/direction";
import { isCode } from "../schema/kinds";

const LETTER = /\p{L}/u;
/** How many blocks before it are looked at: those without letters are few. */
const MOST = 20;

export const LineDirection = Extension.create({
  name: "lineDirection",
  addProseMirrorPlugins: () => [new Plugin({ props: { decorations: turned } })],
});

function turned(state: EditorState): DecorationSet | null {
  const { doc, selection } = state;
  const { $head } = selection;
  const { parent } = $head;
  if (!parent.isTextblock || isCode(parent) || !isTurned(state)) return null;
  // Not `dir`: when a decoration goes, it takes the attribute of that name along.
  const from = $head.before();
  const turn = Decoration.node(from, from + parent.nodeSize, { class: "is-turned" });
  return DecorationSet.create(doc, [turn]);
}

function isTurned({ doc, selection: { $head } }: EditorState): boolean {
  if (LETTER.test($head.parent.textContent)) return false;
  const last = $head.index(0);
  for (let index = last; index >= 0 && index > last - MOST; index--) {
    const text = doc.child(index).textContent;
    if (LETTER.test(text)) return isRtl(text);
  }
  return false;
}
