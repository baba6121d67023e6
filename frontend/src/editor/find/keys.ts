/** The keys that open the find bar and lead from match to match, wherever the focus is. */
import { isMac, isMod } from "../../page/macKeys";
import type { FindBar } from "./bar";

export function watchFindKeys(bar: FindBar): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const action = actionOf(event, bar);
    // Looked for at these keys only: it takes the longer the more there is on the page.
    if (!action || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    action();
  });
}

function actionOf(event: KeyboardEvent, bar: FindBar): (() => void) | null {
  const key = event.key.toLowerCase();
  const isPlain = !event.altKey && isMod(event);
  // A second time the key is the browser's own: it finds what stands outside the text, too.
  if (key === "f" && isPlain && !event.shiftKey)
    return bar.isFocused ? null : () => bar.open(false);
  if (isReplaceKey(event)) return () => bar.open(true);
  if (!bar.isOpen) return null;
  if (key === "f3" || (key === "g" && isPlain)) return () => bar.go(event.shiftKey ? -1 : 1);
  return null;
}

/** Ctrl-H; on a Mac, where Cmd-H hides the window, Alt-Cmd-F. */
function isReplaceKey(event: KeyboardEvent): boolean {
  if (!isMod(event) || event.shiftKey) return false;
  return isMac()
    ? event.altKey && event.code === "KeyF"
    : !event.altKey && event.key.toLowerCase() === "h";
}
