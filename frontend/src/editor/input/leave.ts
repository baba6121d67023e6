/** Escape and then Tab leave the text, which has Tab for itself otherwise. */
import type { Editor } from "@tiptap/core";

const MODIFIERS = new Set(["Shift", "Control", "Alt", "Meta"]);

export function leaveByTab({ view: { dom } }: Editor): void {
  let leaves = false;
  // Before all others: the browser moves the focus on when none of them hears of the key, and what
  // Escape is about to close is still open.
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Tab" && leaves) event.stopImmediatePropagation();
    if (!MODIFIERS.has(event.key)) leaves = event.key === "Escape" && !isSomethingOpen();
  };
  dom.addEventListener("keydown", onKey, true);
  dom.addEventListener("blur", () => {
    leaves = false;
  });
}

function isSomethingOpen(): boolean {
  return document.querySelector("[popover]:popover-open") !== null;
}
