/** Keeps what somebody types who has left the title for the text before the editor is there. */
import type { Editor } from "@tiptap/core";
import { enter } from "../editor/commands/text";
import { focusStart } from "../editor/editor";

export class EarlyKeys {
  private keys: string[] = [];
  private isWaiting = false;

  constructor(private readonly place: HTMLElement) {}

  /** From now on keys are meant for the text. */
  begin(): void {
    if (this.isWaiting) return;
    this.isWaiting = true;
    this.place.tabIndex = -1;
    this.place.focus();
    this.place.addEventListener("keydown", this.onKey);
  }

  /** Writes at the start of the text what was typed, if somebody has gone there and stayed. */
  handTo(editor: Editor): void {
    if (!this.isWaiting) return;
    const isHere = this.place.contains(document.activeElement);
    this.place.removeEventListener("keydown", this.onKey);
    this.place.removeAttribute("tabindex");
    if (!isHere || !editor.isEditable) return;
    focusStart(editor);
    for (const key of this.keys) {
      const { state, view } = editor;
      if (key === "Enter") enter(state, view.dispatch, view);
      else view.dispatch(state.tr.insertText(key));
    }
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, altKey, isComposing } = event;
    if (ctrlKey || metaKey || altKey || isComposing) return;
    if (key === "Backspace") this.keys.pop();
    else if (key === "Enter" || [...key].length === 1) this.keys.push(key);
    else return;
    event.preventDefault();
  };
}
