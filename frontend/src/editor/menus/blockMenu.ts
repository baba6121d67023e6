/** A menu of what the selected blocks can be turned into and of what can be done with them. */
import type { Editor } from "@tiptap/core";
import { icon } from "./icons";
import { type Insertion, KINDS_OF_BLOCK } from "./insertions";
import { float } from "./place";

export interface BlockMenu {
  open(anchor: HTMLElement): void;
  readonly element: HTMLElement;
}

export interface BlockMenuOptions {
  editor: Editor;
  label: string;
  /** What stands above the kinds. */
  actions: readonly Insertion[];
  nameKeys: (drawn: HTMLElement) => void;
}

export function makeBlockMenu(options: BlockMenuOptions): BlockMenu {
  const { editor, label, actions, nameKeys } = options;
  const menu = document.createElement("div");
  menu.className = "menu menu-block";
  menu.setAttribute("role", "menu");
  menu.setAttribute("aria-label", label);
  menu.popover = "auto";
  editor.view.dom.after(menu);
  let stop: (() => void) | null = null;

  const run = (entry: Insertion) => {
    menu.hidePopover();
    editor.view.focus();
    entry.run(editor.state, editor.view.dispatch, editor.view);
  };
  const open = (anchor: HTMLElement) => {
    const useful = actions.filter(({ isOf }) => isOf?.(editor.state) ?? true);
    const kinds = KINDS_OF_BLOCK.map((kind) => drawItem(kind, run, kind.isOn(editor.state)));
    menu.replaceChildren(
      ...useful.map((entry) => drawItem(entry, run)),
      ...(useful.length > 0 ? [title("Turn into")] : []),
      ...kinds,
    );
    nameKeys(menu);
    menu.showPopover();
    stop = float(anchor, menu, "bottom-start");
    const current = menu.querySelector<HTMLElement>('[aria-checked="true"]');
    (useful.length > 0 ? items(menu)[0] : (current ?? items(menu)[0]))?.focus();
  };

  menu.addEventListener("toggle", () => {
    if (!menu.matches(":popover-open")) stop?.();
  });
  menu.addEventListener("keydown", (event) => onMenuKey(event, menu, () => editor.view.focus()));
  return { open, element: menu };
}

/** The keys of an open menu; `leave` brings the focus back to the text. */
export function onMenuKey(event: KeyboardEvent, menu: HTMLElement, leave: () => void): void {
  const all = items(menu);
  const at = all.indexOf(event.target as HTMLElement);
  if (event.key === "ArrowDown") all[(at + 1) % all.length]?.focus();
  else if (event.key === "ArrowUp") all.at(at - 1)?.focus();
  else if (event.key === "Home") all[0]?.focus();
  else if (event.key === "End") all.at(-1)?.focus();
  else if (event.key === "Escape" || event.key === "Tab") {
    menu.hidePopover();
    leave();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

export function items(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>("button")];
}

export function title(text: string): HTMLElement {
  const element = document.createElement("p");
  element.className = "menu-group";
  element.setAttribute("role", "presentation");
  element.textContent = text;
  return element;
}

type Drawn = Pick<Insertion, "label" | "icon" | "keys">;

export function drawItem<T extends Drawn>(
  entry: T,
  run: (entry: T) => void,
  isOn?: boolean,
  role = isOn === undefined ? "menuitem" : "menuitemradio",
): HTMLElement {
  const item = document.createElement("button");
  item.type = "button";
  item.className = "menu-item";
  item.tabIndex = -1;
  item.setAttribute("role", role);
  if (isOn !== undefined) item.setAttribute("aria-checked", String(isOn));
  const label = document.createElement("span");
  label.textContent = entry.label;
  item.append(icon(entry.icon), label);
  if (entry.keys) {
    const keys = document.createElement("kbd");
    keys.setAttribute("aria-hidden", "true");
    keys.textContent = entry.keys;
    item.append(keys);
  }
  item.addEventListener("click", () => run(entry));
  return item;
}
