/** Hints at the window's edges: who writes above and below what one sees. */

import { readingArea } from "../editor/view/area";
import { boxOf } from "../editor/view/boxes";
import { later } from "../editor/view/later";
import { type Company, initials, type Present } from "./company";
import { element } from "./config";
import { bringIntoView } from "./intoView";

/** Whoever does nothing for so long is not hinted at. */
const IDLE_MS = 60_000;

/** How often the hints follow what is written; own keys come between. */
const PAUSE_MS = 300;

const SHOWN = 3;

type Edge = "above" | "below";

export function hintAtEdges(company: Company): void {
  let isDrawing = false;
  let idling: ReturnType<typeof setTimeout> | undefined;

  const draw = () => {
    isDrawing = false;
    const writers = company.others.filter((p) => Date.now() - company.lastMoved(p) < IDLE_MS);
    const edges = writers.map((person) => edgeOf(company.caretOf(person)));
    for (const edge of ["above", "below"] as const) {
      const people = writers.filter((_, i) => edges[i] === edge);
      show(edge, people, (person) => {
        const caret = company.caretOf(person);
        if (caret) bringIntoView(caret);
      });
    }
    clearTimeout(idling);
    if (writers.length > 0) idling = setTimeout(request, IDLE_MS / 4);
  };
  // In a frame everything is laid out anyway, and once is enough.
  const request = () => {
    if (isDrawing) return;
    isDrawing = true;
    requestAnimationFrame(draw);
  };
  company.onMove(later(request, PAUSE_MS));
  document.addEventListener("scroll", () => company.others.length > 0 && request(), {
    passive: true,
  });
  window.addEventListener("resize", request);
}

/** Where somebody writes who cannot be seen. A block out of view is not laid out to find out. */
function edgeOf(caret: HTMLElement | null): Edge | null {
  const block = caret?.closest(".ProseMirror > *");
  if (!caret || !block) return null;
  const area = readingArea();
  const beside = (rect: DOMRect): Edge | null => {
    if (rect.bottom <= area.top) return "above";
    return rect.top >= area.bottom ? "below" : null;
  };
  return beside(boxOf(block)) ?? beside(caret.getBoundingClientRect());
}

function show(edge: Edge, people: Present[], go: (person: Present) => void): void {
  const list = element(`writing-${edge}`);
  const now = people.map(({ id }) => id).join(" ");
  if (list.dataset.people === now) return;
  list.dataset.people = now;
  const hadFocus = list.contains(document.activeElement);
  const chips = people.slice(0, SHOWN).map((person) => chip(edge, person, () => go(person)));
  if (people.length > SHOWN) chips.push(more(people.length - SHOWN));
  list.replaceChildren(...chips);
  list.hidden = people.length === 0;
  if (hadFocus) focusNext(list);
}

/** Who has followed a hint by keys goes on in the list, or in the text. */
function focusNext(list: HTMLElement): void {
  const next = list.querySelector("button") ?? document.querySelector<HTMLElement>(".ProseMirror");
  next?.focus({ preventScroll: true });
}

function chip(edge: Edge, { name, color }: Present, go: () => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "edge-chip";
  button.textContent = initials(name);
  button.title = `${name} writes further ${edge === "above" ? "up" : "down"}`;
  button.setAttribute("aria-label", `${button.title}: go there`);
  button.style.setProperty("--person", color);
  // One's own cursor stays in the text.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", go);
  return item(button);
}

function more(count: number): HTMLElement {
  const rest = document.createElement("span");
  rest.className = "edge-more";
  rest.textContent = `+${count}`;
  return item(rest);
}

function item(content: HTMLElement): HTMLElement {
  const li = document.createElement("li");
  li.append(content);
  return li;
}
