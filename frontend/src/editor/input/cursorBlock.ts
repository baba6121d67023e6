/** Has the blocks in which the selection begins and ends drawn, whether they are in view or not. */
import { Extension } from "@tiptap/core";
import { type EditorState, Plugin } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { readCursor } from "../collaboration/readCursor";

/** A block in which the selection begins or ends. */
export const MARK = "has-cursor";

/**
 * What is out of view is not drawn (text.css), and a new block is so until the next frame. In text
 * that is not drawn browsers cannot write: a key that comes before that frame would be lost.
 */
export const CursorBlock = Extension.create({
  name: "cursorBlock",
  addProseMirrorPlugins: () => [
    new Plugin({
      props: { decorations: cursorBlocks, handleDOMEvents: { beforeinput: drawFirst } },
    }),
  ],
});

function cursorBlocks({ doc, selection }: EditorState): DecorationSet {
  const indexes = new Set([selection.$anchor.index(0), selection.$head.index(0)]);
  const blocks = [...indexes].flatMap((index) => {
    const block = doc.maybeChild(index);
    if (!block) return [];
    const start = doc.resolve(0).posAtIndex(index);
    return [Decoration.node(start, start + block.nodeSize, { class: MARK })];
  });
  return DecorationSet.create(doc, blocks);
}

/** The cursor may have moved within this frame, and the editor not know of it. */
function drawFirst(): void {
  const node = document.getSelection()?.focusNode;
  const element = node instanceof Element ? node : node?.parentElement;
  if (!element?.closest(`.${MARK}`)) readCursor();
}
