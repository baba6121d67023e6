/** Undoing and redoing is the editor's own, however one asks for it. */
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";

/**
 * Left to itself a browser undoes what was typed into the page, whoever's words stand there by now,
 * and puts back nodes that the editor has drawn anew: by its keys, as soon as the editor leaves them to
 * it when there is nothing to undo, and by its menus.
 */
export const History = Extension.create({
  name: "history",
  // Before the keys of Collaboration. With nothing to redo, those take Shift-Mod-Z for Mod-Z.
  priority: 1_001,

  addKeyboardShortcuts() {
    const undo = () => this.editor.commands.undo() || true;
    const redo = () => this.editor.commands.redo() || true;
    return { "Mod-z": undo, "Mod-y": redo, "Shift-Mod-z": redo };
  },

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
