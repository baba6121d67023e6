/** Writes in the editor's own way where browsers do it wrongly: over words, behind deleted ones, in code. */
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { readCursor } from "../collaboration/readCursor";
import { isCode } from "../schema/kinds";

/**
 * Left to themselves browsers keep the look of formatted words that are gone by a `style` attribute,
 * which the page's CSP refuses; and in code, where somebody else's caret or a new line stands beside
 * the cursor, they write outside of the element that holds the text, where the editor reads nothing.
 */
export const TypeOver = Extension.create({
  name: "typeOver",
  addProseMirrorPlugins: () => [typeOver()],
});

function typeOver(): Plugin {
  let hasDeleted = false;

  const beforeinput = (view: EditorView, event: InputEvent): boolean => {
    const { data, inputType, isComposing } = event;
    if (inputType !== "insertText" || !data || isComposing) return false;
    readCursor();
    const { from, to, empty } = view.state.selection;
    if (empty && !hasDeleted && !isCode(view.state.selection.$from.parent)) return false;
    hasDeleted = false;
    event.preventDefault();
    const insert = () => view.state.tr.insertText(data).scrollIntoView();
    const isHandled = view.someProp("handleTextInput", (handle) =>
      handle(view, from, to, data, insert),
    );
    if (!isHandled) view.dispatch(insert());
    return true;
  };

  const input = (event: Event): void => {
    hasDeleted = event instanceof InputEvent && event.inputType.startsWith("delete");
  };

  return new Plugin({
    props: { handleDOMEvents: { beforeinput } },
    view: ({ dom }) => {
      // What ProseMirror hears of takes in a letter that is to be shown first (letterFirst.ts).
      dom.addEventListener("input", input);
      return { destroy: () => dom.removeEventListener("input", input) };
    },
  });
}
