/** Undoing and redoing as the browser offers it, in its menus and by its keys, is the editor's own. */
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";

/**
 * Left to itself a browser undoes what was typed into the page, whoever's words stand there by now,
 * and puts back nodes that the editor has drawn anew. It does so whenever the editor has nothing to
 * undo and leaves the key to it.
 */
export const History = Extension.create({
  name: "history",

  addProseMirrorPlugins() {
    const { editor } = this;
    const beforeinput = (_: unknown, event: InputEvent): boolean => {
      const { inputType } = event;
      if (inputType !== "historyUndo" && inputType !== "historyRedo") return false;
      event.preventDefault();
      if (inputType === "historyUndo") editor.commands.undo();
      else editor.commands.redo();
      return true;
    };
    return [new Plugin({ props: { handleDOMEvents: { beforeinput } } })];
  },
});
