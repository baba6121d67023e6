/** Writes over selected words in the editor's own way. */
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { readCursor } from "../collaboration/readCursor";

/**
 * Left to themselves browsers keep the look of formatted words that are written over by a `style`
 * attribute, which the page's CSP refuses.
 */
export const TypeOver = Extension.create({
  name: "typeOver",
  addProseMirrorPlugins: () => [
    new Plugin({ props: { handleDOMEvents: { beforeinput: typeOver } } }),
  ],
});

function typeOver(view: EditorView, event: InputEvent): boolean {
  const { data, inputType, isComposing } = event;
  if (inputType !== "insertText" || !data || isComposing) return false;
  readCursor();
  const { from, to, empty } = view.state.selection;
  if (empty) return false;
  event.preventDefault();
  const insert = () => view.state.tr.insertText(data).scrollIntoView();
  const isHandled = view.someProp("handleTextInput", (handle) =>
    handle(view, from, to, data, insert),
  );
  if (!isHandled) view.dispatch(insert());
  return true;
}
