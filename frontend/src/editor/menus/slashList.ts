/** Draws the slash menu: a list below the "/", in which the text's own keys move. */
import type { Editor } from "@tiptap/core";
import { icon } from "./icons";
import { GROUPS, type Insertion } from "./insertions";
import { float } from "./place";
import { choose, highlight, optionId, SLASH_LIST, type Slash, slashKey } from "./slash";

/** `nameKeys` names the shortcuts in what was drawn as this machine does. */
export function bindSlashList(editor: Editor, nameKeys: (drawn: HTMLElement) => void): void {
  const { view } = editor;
  const list = makeList();
  view.dom.after(list);
  let shown: Slash | null = null;
  let stop: (() => void) | null = null;

  const anchor = {
    contextElement: view.dom,
    getBoundingClientRect: () => rectAt(editor, slashKey.getState(editor.state)?.from ?? 0),
  };
  const render = () => {
    const state = slashKey.getState(editor.state);
    const slash = state && state.found.length > 0 ? state : null;
    if (slash === shown) return;
    if (slash && slash.found !== shown?.found) {
      list.replaceChildren(...drawOptions(slash));
      nameKeys(list);
    }
    if (slash) markActive(list, slash.index);
    if (slash && !shown) {
      list.showPopover();
      stop = float(anchor, list, "bottom-start");
    } else if (!slash) {
      stop?.();
      list.hidePopover();
    }
    shown = slash;
  };

  editor.on("transaction", render);
  // A press in the list must not take the focus out of the text.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const chosen = shown?.found[indexOf(target)];
    if (shown && chosen) choose(view, shown, chosen);
  });
  // Not `mouseover`, which also comes when the list is scrolled by keys below a resting pointer.
  list.addEventListener("mousemove", ({ target }) => {
    const index = indexOf(target);
    if (shown && index >= 0 && index !== shown.index) highlight(view, index);
  });
}

function makeList(): HTMLElement {
  const list = document.createElement("div");
  list.id = SLASH_LIST;
  list.className = "menu menu-slash";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Insert");
  list.popover = "manual";
  // What scrolls has to be within reach of the keyboard, though its keys are the text's here.
  list.tabIndex = 0;
  return list;
}

/** In groups, as long as nothing is looked for. */
function drawOptions({ found, query }: Slash): HTMLElement[] {
  const options = found.map(drawOption);
  if (query) return options;
  return GROUPS.flatMap((name) => {
    const members = options.filter((_, index) => found[index]?.group === name);
    if (members.length === 0) return [];
    const group = document.createElement("div");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", name);
    const title = document.createElement("p");
    title.className = "menu-group";
    title.setAttribute("aria-hidden", "true");
    title.textContent = name;
    group.append(title, ...members);
    return [group];
  });
}

function drawOption({ label, icon: name, keys }: Insertion, index: number): HTMLElement {
  const option = document.createElement("div");
  option.id = optionId(index);
  option.className = "menu-item";
  option.setAttribute("role", "option");
  option.dataset.index = String(index);
  const text = document.createElement("span");
  text.textContent = label;
  option.append(icon(name), text);
  if (keys) {
    const hint = document.createElement("kbd");
    hint.setAttribute("aria-hidden", "true");
    hint.textContent = keys;
    option.append(hint);
  }
  return option;
}

function markActive(list: HTMLElement, active: number): void {
  for (const option of list.querySelectorAll<HTMLElement>("[role=option]")) {
    const isActive = Number(option.dataset.index) === active;
    option.setAttribute("aria-selected", String(isActive));
    if (isActive) option.scrollIntoView({ block: "nearest" });
  }
}

function indexOf(target: EventTarget | null): number {
  const option = target instanceof Element ? target.closest<HTMLElement>("[role=option]") : null;
  return Number(option?.dataset.index ?? -1);
}

function rectAt({ view }: Editor, pos: number): DOMRect {
  const { left, top, bottom } = view.coordsAtPos(Math.min(pos, view.state.doc.content.size));
  return new DOMRect(left, top, 0, bottom - top);
}
