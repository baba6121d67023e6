/** Focus mode: nothing but the text, and of that the block with the cursor first. */
import { showNotice } from "../site/notice";
import { announce } from "./announce";
import { element } from "./config";
import { isMod } from "./macKeys";

const FOCUSED = "is-focused";

/** What Escape closes first, while it is open. */
const OPEN = "dialog[open], :popover-open, .find:not([hidden]), .bubble:not([hidden])";

/** Returns what switches it on and off. */
export function bindFocusMode(): () => void {
  const { classList } = document.body;
  const toggle = () => {
    const isOn = classList.toggle(FOCUSED);
    if (isOn) showNotice("Focus mode. Escape leaves it.");
    announce(isOn ? "Focus mode on." : "Focus mode off.");
  };
  element("focus-leave").addEventListener("click", toggle);
  // Before those who close something: what they have closed would no longer be open.
  document.addEventListener(
    "keydown",
    (event) => {
      const isKey = event.code === "KeyF" && isMod(event) && event.altKey && event.shiftKey;
      const isEscape = event.key === "Escape" && classList.contains(FOCUSED);
      if (!isKey && (!isEscape || event.isComposing || document.querySelector(OPEN))) return;
      event.preventDefault();
      toggle();
    },
    true,
  );
  return toggle;
}
