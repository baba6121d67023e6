/** Asks which title is meant when somebody else has written another one at the same time. */
import "../styles/editor/titleConflict.css";
import { float } from "../editor/menus/place";
import { announce } from "./announce";

/** Nothing is decided before the person has. */
export function askForTitle(input: HTMLInputElement, theirs: string): Promise<"mine" | "theirs"> {
  const card = document.createElement("div");
  card.className = "title-conflict";
  card.popover = "manual";
  card.role = "group";
  card.ariaLabel = "Two titles";
  const words = document.createElement("p");
  const name = document.createElement("bdi");
  name.textContent = theirs;
  words.append("Somebody else has called it “", name, "” meanwhile.");
  card.append(words);
  // Behind the title, where Tab leads.
  input.parentElement?.after(card);
  card.showPopover();
  // One's own cursor stays where it is.
  card.addEventListener("mousedown", (event) => event.preventDefault());
  // Below what narrow screens show of the state under the title.
  const stop = float(input.closest(".editor-head") ?? input, card, "bottom-start");
  announce(`${words.textContent} Press Tab in the title to choose.`);
  return new Promise((resolve) => {
    for (const side of ["mine", "theirs"] as const) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-small";
      button.textContent = `Use ${side}`;
      button.addEventListener("click", () => {
        stop();
        if (card.contains(document.activeElement)) input.focus();
        card.remove();
        resolve(side);
      });
      card.append(button);
    }
  });
}
