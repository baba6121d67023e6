/** What an empty document says. */
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { isBlock, shapeOf } from "../schema/kinds";

export function placeholder(text: string) {
  return Extension.create({
    name: "placeholder",
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          decorations({ doc }) {
            const only = doc.childCount === 1 ? doc.firstChild : null;
            if (!only || !isBlock(only) || only.content.size > 0) return null;
            if (shapeOf(only.attrs).kind !== "paragraph") return null;
            return DecorationSet.create(doc, [
              Decoration.node(0, only.nodeSize, { class: "is-empty", "data-placeholder": text }),
            ]);
          },
        },
      }),
    ],
  });
}
