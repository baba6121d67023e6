/** Shows the save state in the bar, and asks before something would be lost. */
import { type Facts, LABELS, type SaveState, saveState, wouldLose } from "../collab/saveState";
import { element } from "./config";
import { Rhythm } from "./rhythm";

/** Returns what to call whenever the facts have changed. */
export function showSaveState(): (facts: Facts) => void {
  const status = element("save-state");
  // "Saved" is shown when it has been true for a pause: between two keys it need not flicker, and costs time.
  const rhythm = new Rhythm();
  let isSaved = false;
  let losing = false;
  let settling: ReturnType<typeof setTimeout> | undefined;
  window.addEventListener("beforeunload", (event) => {
    if (losing) event.preventDefault();
  });
  return (facts) => {
    losing = wouldLose(facts);
    const state = saveState(facts);
    if (isSaved && state === "saving") rhythm.beat();
    isSaved = state === "saved";
    if (!isSaved) {
      clearTimeout(settling);
      settling = undefined;
      show(status, state);
    } else if (status.dataset.state !== "saved") {
      settling ??= setTimeout(() => show(status, "saved"), rhythm.pause);
    }
  };
}

function show(status: HTMLElement, state: SaveState): void {
  const before = status.dataset.state;
  if (before === state) return;
  // That work is saved as usual is not worth interrupting a screen reader for at every pause.
  const isUsual = ["connecting", "saving", "saved"].includes(before ?? "") && /^sav/.test(state);
  status.ariaLive = isUsual ? "off" : "polite";
  status.dataset.state = state;
  // Narrow screens show the part in front of the colon.
  const [short = "", more] = LABELS[state].split(/(?<=^[^:]*):/);
  const rest = document.createElement("span");
  rest.className = "save-state-more";
  rest.textContent = more ? `:${more}` : "";
  element("save-state-label").replaceChildren(short, rest);
}
