/** Tells, at a closed section, who writes in it. */
import type { EditorView } from "@tiptap/pm/view";
import { later } from "../view/later";
import { CLOSED, FOLDED, foldsOf } from "./folds";

/** How often it is looked who writes where; own keys come between. */
const PAUSE_MS = 300;
const SHOWN = 2;

/** What of the page stands for an element: the closed toggle under which it is hidden, if it is. */
export function standIn(element: HTMLElement): HTMLElement {
  let block = element.closest<HTMLElement>(`.${FOLDED}`);
  if (!block) return element;
  while (block?.matches(`.${FOLDED}`)) block = block.previousElementSibling as HTMLElement | null;
  return block ?? element;
}

/** Opens the closed section that stands in for what is in it; false where nothing does. */
export function openSection(toggle: HTMLElement): boolean {
  if (!toggle.matches(`.${CLOSED}`)) return false;
  toggle.querySelector<HTMLElement>(".toggle-button")?.click();
  return true;
}

export function hintAtWriters(view: EditorView) {
  let hinted: HTMLElement[] = [];
  const look = () => {
    if (view.isDestroyed) return;
    const carets = new Map<HTMLElement, HTMLElement[]>();
    for (const caret of view.dom.querySelectorAll<HTMLElement>(`.${FOLDED} .remote-caret`)) {
      const toggle = standIn(caret);
      carets.set(toggle, [...(carets.get(toggle) ?? []), caret]);
    }
    for (const toggle of hinted) if (!carets.has(toggle)) fill(toggle, []);
    for (const [toggle, inside] of carets) fill(toggle, inside);
    hinted = [...carets.keys()];
  };
  const lookSoon = later(look, PAUSE_MS);
  return {
    /** To be called whenever the view has changed. */
    update: () => {
      if (hinted.length > 0 || foldsOf(view.state)?.closed.length) lookSoon();
    },
  };
}

function fill(toggle: HTMLElement, carets: HTMLElement[]): void {
  const place = toggle.querySelector<HTMLElement>(".toggle-writers");
  const names = carets.map((caret) => caret.textContent.replaceAll("\u2060", ""));
  if (!place || place.dataset.names === names.join("\n")) return;
  place.dataset.names = names.join("\n");
  const chips = carets.slice(0, SHOWN).map((caret, i) => chip(caret, names[i] ?? ""));
  const more = names.length - chips.length;
  place.replaceChildren(...chips, ...(more > 0 ? [`+${more}`] : []));
}

function chip(caret: HTMLElement, name: string): HTMLElement {
  const element = document.createElement("span");
  element.className = "toggle-writer";
  element.textContent = name;
  element.title = `${name} is writing in this section`;
  element.style.setProperty("--person", caret.style.getPropertyValue("--person"));
  return element;
}
