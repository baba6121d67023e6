/** Shows the save state in the bar, and asks before something would be lost. */
import { type Facts, LABELS, saveState, wouldLose } from "../collab/saveState";
import { element } from "./config";

/** Returns what to call whenever the facts have changed. */
export function showSaveState(): (facts: Facts) => void {
  const status = element("save-state");
  let losing = false;
  window.addEventListener("beforeunload", (event) => {
    if (losing) event.preventDefault();
  });
  return (facts) => {
    losing = wouldLose(facts);
    const state = saveState(facts);
    if (status.dataset.state === state) return;
    status.dataset.state = state;
    // Narrow screens show the part in front of the colon.
    const [short = "", more] = LABELS[state].split(/(?<=^[^:]*):/);
    const rest = document.createElement("span");
    rest.className = "save-state-more";
    rest.textContent = more ? `:${more}` : "";
    element("save-state-label").replaceChildren(short, rest);
  };
}
