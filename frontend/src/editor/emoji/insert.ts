import type { Command } from "@tiptap/pm/state";

/** Writes an emoji, which is a character like any other. */
export function insertEmoji(sign: string): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.insertText(sign).scrollIntoView());
    return true;
  };
}
