/** Escape and then Tab leave the text, which has Tab for itself otherwise. */
import type { Editor } from "@tiptap/core";

const MODIFIERS = new Set(["Shift", "Control", "Alt", "Meta"]);

export function leaveByTab({ view: { dom } }: Editor): void {
  let leaves = false;
  // The browser moves the focus on when nobody else hears of the key.
  const beforeOthers = (event: KeyboardEvent) => {
    if (event.key === "Tab" && leaves) event.stopImmediatePropagation();
  };
  // What Escape has closed, it has not left.
  const afterOthers = ({ key, defaultPrevented }: KeyboardEvent) => {
    if (!MODIFIERS.has(key)) leaves = key === "Escape" && !defaultPrevented;
  };
  dom.addEventListener("keydown", beforeOthers, true);
  dom.addEventListener("keydown", afterOthers);
  dom.addEventListener("blur", () => {
    leaves = false;
  });
}
