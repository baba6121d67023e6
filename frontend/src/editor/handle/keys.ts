/** Whole blocks by keys. */
import { Extension } from "@tiptap/core";
import { keymap } from "@tiptap/pm/keymap";
import { duplicate } from "./blocks";
import { moveDown, moveUp } from "./move";

export const MoveKeys = Extension.create({
  name: "moveKeys",
  addProseMirrorPlugins: () => [
    keymap({
      "Mod-Alt-ArrowUp": (...given) => moveUp(...given) || true,
      "Mod-Alt-ArrowDown": (...given) => moveDown(...given) || true,
      "Mod-d": duplicate,
    }),
  ],
});
