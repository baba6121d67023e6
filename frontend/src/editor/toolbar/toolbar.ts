/** Brings the template's toolbar to life: `data-tool` names what a button does. */
import type { Editor } from "@tiptap/core";
import { colorAt } from "../commands/formats";
import { rove } from "./roving";
import { kindOf, TOOLS } from "./tools";

export interface ToolbarOptions {
  toolbar: HTMLElement;
  editor: Editor;
  /** Opens the form for a link; the toolbar itself cannot ask for an address. */
  editLink: () => void;
}

export function bindToolbar({ toolbar, editor, editLink }: ToolbarOptions): void {
  const buttons = [...toolbar.querySelectorAll<HTMLButtonElement>("[data-tool]")];
  const use = (name: string) => {
    if (name === "link") return editLink();
    const { state, view } = editor;
    TOOLS[name]?.run(state, view.dispatch, view);
    view.focus();
  };

  // Pressing a button must not take the focus, and with it the selection, out of the text.
  toolbar.addEventListener("mousedown", (event) => event.preventDefault());
  for (const button of buttons) {
    button.addEventListener("click", () => {
      menuOf(button)?.hidePopover();
      use(button.dataset.tool ?? "");
    });
  }
  const inBar = buttons.filter((button) => !menuOf(button));
  const render = () => {
    for (const button of inBar) renderButton(button, editor);
    renderKind(toolbar, editor);
    renderColors(toolbar, editor);
  };
  editor.on("transaction", render);
  render();
  // What a menu says is looked up when it opens, not at every key.
  for (const menu of toolbar.querySelectorAll<HTMLElement>("[popover]")) {
    const items = buttons.filter((button) => menuOf(button) === menu);
    menu.addEventListener("beforetoggle", () => {
      for (const item of items) renderButton(item, editor);
    });
  }
  rove(toolbar, () => editor.view.focus());
  editor.view.dom.addEventListener("keydown", (event) => {
    if (event.key === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      editLink();
    } else if (event.key === "F10" && event.altKey) {
      event.preventDefault();
      firstTool(toolbar, editor.view.dom)?.focus();
    } else if (event.key === "Escape" && event.target !== editor.view.dom) {
      editor.view.focus();
    }
  });
}

/** Of the selected image, file or video, which have some of their own, or else of the text. */
function firstTool(toolbar: HTMLElement, text: HTMLElement): HTMLElement | null {
  const own = text.querySelector<HTMLElement>(".ProseMirror-selectednode :is(a, button)");
  return own ?? toolbar.querySelector('[tabindex="0"]');
}

function menuOf(button: HTMLElement): HTMLElement | null {
  return button.closest<HTMLElement>("[popover]");
}

export function renderButton(button: HTMLButtonElement, { state }: Editor): void {
  const tool = TOOLS[button.dataset.tool ?? ""];
  const isOn = tool?.isOn?.(state);
  if (isOn !== undefined) {
    const attribute = menuOf(button) ? "aria-checked" : "aria-pressed";
    setAttribute(button, attribute, String(isOn));
  }
  // Not `disabled`: a button that loses the focus while it is used would throw it off the toolbar.
  setAttribute(button, "aria-disabled", String(tool?.isOf ? !tool.isOf(state) : false));
}

/** Names the kind as the menu of `names` does. */
export function renderKind(toolbar: HTMLElement, { state }: Editor, names = toolbar): void {
  const label = toolbar.querySelector("[data-kind-label]");
  const kind = kindOf(state);
  const text =
    "name" in kind
      ? kind.name
      : (names.querySelector(`[data-tool="${kind.tool}"] [data-label]`)?.textContent ?? "");
  if (label && label.textContent !== text) label.textContent = text;
}

/** The button of the palette shows what is chosen at the cursor. */
function renderColors(toolbar: HTMLElement, { state }: Editor): void {
  const sample = toolbar.querySelector("[data-color-sample]");
  if (!sample) return;
  setAttribute(sample, "data-color", colorAt(state, "color") ?? "none");
  setAttribute(sample, "data-highlight", colorAt(state, "highlight") ?? "none");
}

function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
