/** The sheet that lists the shortcuts, in the page's dialog. */
import { element } from "../config";
import { isMac, isMod, macKeys } from "../macKeys";
import { SECTIONS, type Section, type Shortcut } from "./list";

export function watchShortcutsKey(): void {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || !isMod(event) || event.altKey || event.defaultPrevented) return;
    event.preventDefault();
    showShortcuts();
  });
}

/** Shows the sheet, or puts it away. */
export function showShortcuts(): void {
  const dialog = element("dialog") as HTMLDialogElement;
  if (dialog.open) {
    if (dialog.querySelector(".shortcuts")) dialog.close();
    return;
  }
  const template = element("shortcuts") as HTMLTemplateElement;
  const sheet = template.content.cloneNode(true) as DocumentFragment;
  sheet.querySelector("[data-sections]")?.append(...SECTIONS.map(sectionOf));
  // The dialog opens as soon as there is something in it.
  element("dialog-content").replaceChildren(sheet);
}

function sectionOf({ title, shortcuts }: Section): HTMLElement {
  const section = document.createElement("section");
  const heading = document.createElement("h3");
  heading.textContent = title;
  const list = document.createElement("dl");
  list.append(...shortcuts.map(rowOf));
  section.append(heading, list);
  return section;
}

function rowOf({ label, keys, mac }: Shortcut): HTMLElement {
  const row = document.createElement("div");
  const term = document.createElement("dt");
  term.textContent = label;
  const description = document.createElement("dd");
  const shown = isMac() ? [macKeys(mac ?? keys)] : keys.split("+");
  description.append(...shown.map(keyOf));
  row.append(term, description);
  return row;
}

function keyOf(name: string): HTMLElement {
  const key = document.createElement("kbd");
  key.textContent = name;
  return key;
}
