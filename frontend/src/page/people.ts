/** Who else is here: an avatar each, which leads to where they write. */
import type { Awareness } from "y-protocols/awareness";
import { caretOf } from "../editor/collaboration/carets";
import { element } from "./config";

const SHOWN = 4;

interface Present {
  client: number;
  id: string;
  name: string;
  color: string;
}

export function showPeople(awareness: Awareness): void {
  const list = element("people");
  let shown = "";
  const render = () => {
    const people = others(awareness);
    const now = JSON.stringify(people);
    if (now === shown) return;
    shown = now;
    const avatars = people.slice(0, SHOWN).map(avatar);
    const rest = people.slice(SHOWN);
    if (rest.length > 0) avatars.push(more(rest));
    list.replaceChildren(...avatars);
    list.hidden = people.length === 0;
  };
  awareness.on("change", render);
  render();
}

/** Everybody but oneself, once each however many windows they have open. */
function others(awareness: Awareness): Present[] {
  const people = new Map<string, Present>();
  const own = awareness.getLocalState()?.user?.id;
  for (const [client, state] of awareness.getStates()) {
    const { id, name, color } = state.user ?? {};
    if (client === awareness.clientID || id === own || typeof name !== "string") continue;
    const key = String(id ?? client);
    if (!people.has(key)) people.set(key, { client, id: key, name, color: String(color) });
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
}

function avatar({ client, name, color }: Present): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "avatar person";
  button.textContent = initials(name);
  button.title = name;
  button.setAttribute("aria-label", `${name}: go to their cursor`);
  button.style.setProperty("--person", color);
  button.addEventListener("click", () => {
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
    caretOf(client)?.scrollIntoView({ block: "center", behavior });
  });
  return item(button);
}

function more(people: Present[]): HTMLElement {
  const count = document.createElement("span");
  count.className = "avatar person-more";
  count.textContent = `+${people.length}`;
  count.title = people.map(({ name }) => name).join(", ");
  count.setAttribute("role", "img");
  count.setAttribute("aria-label", `and ${count.title}`);
  return item(count);
}

function item(content: HTMLElement): HTMLElement {
  const li = document.createElement("li");
  li.append(content);
  return li;
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""].map(
    (word) => [...(word ?? "")][0] ?? "",
  );
  return letters.join("").toUpperCase() || "?";
}
