/** The editor takes the place of the text that the server has drawn, under the reader's eyes. */
import type { Editor } from "@tiptap/core";
import { showNotice } from "../site/notice";
import { placeIn, restorePlace } from "./place";

/**
 * Has the editor made in `mount`, in place of what is there; when that fails, what is there stays.
 *
 * A page that is being read stays where it is, and so does a selection in the text. Returns the
 * editor, and whether the page was in use: then it is not for us to put the cursor anywhere.
 */
export function takeOver(mount: HTMLElement, create: () => Editor): [Editor, boolean] {
  const drawn = [...mount.children];
  const place = placeIn(mount);
  let editor: Editor;
  try {
    editor = create();
  } catch (error) {
    mount.replaceChildren(...drawn);
    showNotice("The editor could not start. Reload the page to try again.");
    throw error;
  }
  for (const element of drawn) element.remove();
  mount.removeAttribute("aria-busy");
  restorePlace(editor, place);
  const isInUse = place.top ?? place.selection ?? document.activeElement !== document.body;
  return [editor, Boolean(isInUse)];
}
