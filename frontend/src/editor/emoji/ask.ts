/** Opens the picker of emoji, which is loaded when it is asked for the first time. */
import type { Editor } from "@tiptap/core";
import type { Command } from "@tiptap/pm/state";
import { isBlock } from "../schema/kinds";

/** Is told to the text's element when somebody wants to see what emoji there are. */
const ASK = "askemoji";

export const askEmoji: Command = ({ selection }, dispatch, view) => {
  if (!isBlock(selection.$from.parent)) return false;
  if (dispatch) view?.dom.dispatchEvent(new Event(ASK));
  return true;
};

export function bindEmojiPicker(editor: Editor): void {
  let opening: Promise<() => void> | null = null;
  editor.view.dom.addEventListener(ASK, async () => {
    opening ??= import("./picker").then(({ makePicker }) => makePicker(editor));
    try {
      (await opening)();
    } catch {
      // Offline, most likely: the next time asks again.
      opening = null;
    }
  });
}
