/** A press on a date asks for another day, for its words and its meaning at once. */
import type { Editor } from "@tiptap/core";
import { float } from "../menus/place";
import { isDay } from "../schema/tokens";
import { wordsOf } from "./dates";
import { type Token, tokenAt } from "./tokens";

export function bindDateForm(editor: Editor): void {
  const { view } = editor;
  const form = document.createElement("form");
  form.className = "date-form";
  form.popover = "auto";
  form.setAttribute("aria-label", "Date");
  const field = document.createElement("input");
  field.type = "date";
  field.className = "input";
  field.ariaLabel = "Day";
  const button = document.createElement("button");
  button.className = "button button-primary";
  button.textContent = "Set";
  form.append(field, button);
  view.dom.after(form);
  let stop: (() => void) | null = null;

  const open = (element: HTMLElement) => {
    field.value = element.getAttribute("datetime") ?? "";
    form.showPopover();
    stop = float(element, form, "bottom-start");
    field.focus();
  };
  form.addEventListener("toggle", () => {
    if (form.matches(":popover-open")) return;
    stop?.();
    stop = null;
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.hidePopover();
    view.focus();
    const token = tokenAt(editor.state.selection.$from);
    if (token?.mark.type.name === "date" && isDay(field.value)) setDay(editor, token, field.value);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    form.hidePopover();
    view.focus();
  });
  view.dom.addEventListener("click", ({ target }) => {
    const element = target instanceof Element ? target.closest<HTMLElement>("time") : null;
    if (!element || !view.editable || !document.getSelection()?.isCollapsed) return;
    const at = view.posAtDOM(element, 0);
    editor.commands.setTextSelection(at + 1);
    open(element);
  });
}

/** Where the date stands now: others may have written meanwhile, and the cursor went along. */
function setDay({ view }: Editor, { from, to, mark }: Token, day: string): void {
  const { tr, schema } = view.state;
  const others = mark.removeFromSet(tr.doc.nodeAt(from)?.marks ?? []);
  const date = mark.type.create({ day });
  tr.replaceWith(from, to, schema.text(wordsOf(day), date.addToSet(others)));
  view.dispatch(tr.setMeta("token", true).scrollIntoView());
}
