/** Draws the answers to a question: a list below its sign, in which the text's own keys move. */
import type { Editor } from "@tiptap/core";
import { icon } from "./icons";
import { float } from "./place";
import {
  choose,
  highlight,
  type Option,
  optionId,
  QUESTION_LIST,
  type Question,
  questionKey,
} from "./question";

/** `nameKeys` names the shortcuts in what was drawn as this machine does. */
export function bindQuestionList(editor: Editor, nameKeys: (drawn: HTMLElement) => void): void {
  const { view } = editor;
  const list = makeList();
  view.dom.after(list);
  let shown: Question | null = null;
  let stop: (() => void) | null = null;

  const anchor = {
    contextElement: view.dom,
    getBoundingClientRect: () => rectAt(editor, questionKey.getState(editor.state)?.from ?? 0),
  };
  const render = () => {
    const state = questionKey.getState(editor.state);
    const question = state && state.found.length > 0 ? state : null;
    if (question === shown) return;
    if (question && question.found !== shown?.found) {
      list.setAttribute("aria-label", question.asker.label);
      list.replaceChildren(...drawOptions(question));
      nameKeys(list);
    }
    if (question) markActive(list, question.index);
    if (question && !shown) {
      list.showPopover();
      stop = float(anchor, list, isTurnedAt(editor, question.from) ? "bottom-end" : "bottom-start");
    } else if (!question) {
      stop?.();
      list.hidePopover();
    }
    shown = question;
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
  list.id = QUESTION_LIST;
  list.className = "menu menu-slash";
  list.setAttribute("role", "listbox");
  list.popover = "manual";
  // What scrolls has to be within reach of the keyboard, though its keys are the text's here.
  list.tabIndex = 0;
  return list;
}

/** In groups, where there are any: those of a list that is looked through for the best are none. */
function drawOptions({ found }: Question): HTMLElement[] {
  const options = found.map(drawOption);
  const groups = [...new Set(found.map(({ group }) => group))];
  return groups.flatMap((name) => {
    const members = options.filter((_, index) => found[index]?.group === name);
    if (name === undefined) return members;
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

function drawOption({ label, icon: name, sign, keys }: Option, index: number): HTMLElement {
  const option = document.createElement("div");
  option.id = optionId(index);
  option.className = "menu-item";
  option.setAttribute("role", "option");
  option.dataset.index = String(index);
  const text = document.createElement("span");
  text.textContent = label;
  if (name) option.append(icon(name));
  if (sign) option.append(signOf(sign));
  option.append(text);
  if (keys) {
    const hint = document.createElement("kbd");
    hint.setAttribute("aria-hidden", "true");
    hint.textContent = keys;
    option.append(hint);
  }
  return option;
}

function signOf(sign: string): HTMLElement {
  const element = document.createElement("span");
  element.className = "menu-sign";
  element.setAttribute("aria-hidden", "true");
  element.textContent = sign;
  return element;
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

/** Whether the text there is read from right to left. */
function isTurnedAt({ view }: Editor, pos: number): boolean {
  const { node } = view.domAtPos(pos);
  const element = node instanceof Element ? node : node.parentElement;
  return element !== null && getComputedStyle(element).direction === "rtl";
}

function rectAt({ view }: Editor, pos: number): DOMRect {
  const { left, top, bottom } = view.coordsAtPos(Math.min(pos, view.state.doc.content.size));
  return new DOMRect(left, top, 0, bottom - top);
}
