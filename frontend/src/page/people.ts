/** Who else is here: an avatar each, with which one follows them. */
import { type Company, initials, type Present } from "./company";
import { element } from "./config";

const SHOWN = 4;

/** What an avatar does; returns the id of the person who is followed now, if any. */
export interface Following {
  readonly person: string | null;
  toggle: (person: Present) => void;
  onChange: (listener: () => void) => void;
}

export function showPeople(company: Company, following: Following): void {
  const list = element("people");
  let shown = "";
  const render = () => {
    const people = company.others;
    const now = JSON.stringify(people);
    if (now !== shown) {
      shown = now;
      const avatars = people.slice(0, SHOWN).map((person) => avatar(person, following.toggle));
      const rest = people.slice(SHOWN);
      if (rest.length > 0) avatars.push(more(rest));
      replace(list, avatars);
      list.hidden = people.length === 0;
    }
    for (const button of list.querySelectorAll<HTMLElement>("[data-person]")) {
      button.ariaPressed = String(button.dataset.person === following.person);
    }
  };
  company.onMove(render);
  following.onChange(render);
  render();
}

/** Others come and go while somebody walks along the list by keys. */
function replace(list: HTMLElement, avatars: HTMLElement[]): void {
  const active = document.activeElement;
  const focused = active instanceof HTMLElement && list.contains(active) && active.dataset.person;
  list.replaceChildren(...avatars);
  const buttons = [...list.querySelectorAll("button")];
  if (focused) buttons.find(({ dataset }) => dataset.person === focused)?.focus();
}

function avatar(person: Present, toggle: (person: Present) => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "avatar person";
  button.dataset.person = person.id;
  button.textContent = initials(person.name);
  button.title = `Follow ${person.name}`;
  button.setAttribute("aria-label", `Follow ${person.name}`);
  button.style.setProperty("--person", person.color);
  // One's own cursor stays in the text: what is typed next belongs there.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => toggle(person));
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
