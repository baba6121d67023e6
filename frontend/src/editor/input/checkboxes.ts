/** A click on a task's box ticks it for everybody. */
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { setShape } from "../commands/blocks";
import { isBlock, shapeOf } from "../schema/kinds";

function tick(view: EditorView, event: Event): boolean {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") return false;
  // The document decides what the box shows; it is drawn anew when that changes.
  event.preventDefault();
  const $pos = view.state.doc.resolve(view.posAtDOM(box, 0));
  if (!view.editable || !isBlock($pos.parent)) return true;
  const shape = shapeOf($pos.parent.attrs);
  view.dispatch(setShape(view.state.tr, $pos.before(), { ...shape, checked: !shape.checked }));
  return true;
}

export const Checkboxes = Extension.create({
  name: "checkboxes",
  addProseMirrorPlugins: () => [new Plugin({ props: { handleDOMEvents: { click: tick } } })],
});
