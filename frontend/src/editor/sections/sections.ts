/** Collapsible sections in the editor: each person opens and closes them for themselves. */
import { Extension } from "@tiptap/core";
import { type EditorState, Plugin } from "@tiptap/pm/state";
import type { EditorView, NodeView } from "@tiptap/pm/view";
import { elementAt, idOf } from "../collaboration/elements";
import { isToggle } from "../schema/kinds";
import type { ClosedSections } from "./closedSections";
import { type Folds, firstFolds, foldsKey, foldsOf, nextFolds } from "./folds";
import { ToggleView } from "./toggleView";
import { hintAtWriters } from "./writers";

export function sections(memory: ClosedSections) {
  return Extension.create({
    name: "sections",
    addProseMirrorPlugins: () => [
      new Plugin<Folds>({
        key: foldsKey,
        state: { init: (_, state) => firstFolds(memory, state), apply: nextFolds },
        props: {
          decorations: (state) => foldsOf(state)?.decorations,
          nodeViews: {
            // Without one, ProseMirror draws the block as the schema says; its types do not tell.
            block: (node, view, getPos, decorations) =>
              isToggle(node)
                ? new ToggleView(node, view, getPos, decorations)
                : (null as unknown as NodeView),
          },
        },
        view: watch,
      }),
    ],
  });
}

/** Remembers what is closed, once the shared document has what was written. */
function watch(view: EditorView) {
  const idsOf = (state: EditorState) =>
    (foldsOf(state)?.closed ?? []).flatMap((pos) => idOf(elementAt(state, state.doc, pos)) ?? []);
  let shown = idsOf(view.state);
  const hints = hintAtWriters(view);
  return {
    update: (_: EditorView, before: EditorState) => {
      hints.update();
      const folds = foldsOf(view.state);
      if (!folds || folds.shape === foldsOf(before)?.shape) return;
      const now = idsOf(view.state);
      folds.memory.replace(
        shown.filter((id) => !now.includes(id)),
        now,
      );
      shown = now;
    },
  };
}
