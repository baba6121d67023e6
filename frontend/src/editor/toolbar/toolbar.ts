/** Brings the template's toolbar to life: `data-tool` names what a button does. */
import type { Editor } from "@tiptap/core";
import { kindTool, TOOLS } from "./tools";

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

  for (const button of buttons) {
    // Pressing a button must not take the focus, and with it the selection, out of the text.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      button.closest<HTMLElement>("[popover]")?.hidePopover();
      use(button.dataset.tool ?? "");
    });
  }
  const render = () => {
    for (const button of buttons) renderButton(button, editor);
    renderKind(toolbar, kindTool(editor.state));
  };
  editor.on("transaction", render);
  render();
  rove(toolbar, () => editor.view.focus());
  editor.view.dom.addEventListener("keydown", (event) => {
    if (event.key === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      editLink();
    } else if (event.key === "F10" && event.altKey) {
      event.preventDefault();
      toolbar.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    }
  });
}

function renderButton(button: HTMLButtonElement, { state }: Editor): void {
  const tool = TOOLS[button.dataset.tool ?? ""];
  const isOn = tool?.isOn?.(state);
  if (isOn !== undefined) {
    const attribute = button.role === "menuitemradio" ? "aria-checked" : "aria-pressed";
    setAttribute(button, attribute, String(isOn));
  }
  // Not `disabled`: a button that loses the focus while it is used would throw it off the toolbar.
  setAttribute(button, "aria-disabled", String(tool?.isOf ? !tool.isOf(state) : false));
}

function renderKind(toolbar: HTMLElement, tool: string | null): void {
  const label = toolbar.querySelector("[data-kind-label]");
  const item = tool && toolbar.querySelector(`[data-tool="${tool}"] [data-label]`);
  const text = item ? item.textContent : "Mixed";
  if (label && label.textContent !== text) label.textContent = text;
}

function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** One stop for Tab; the arrow keys, Home and End move inside; Escape leads back to the text. */
function rove(toolbar: HTMLElement, leave: () => void): void {
  const stops = (inside: Element) =>
    [...inside.querySelectorAll<HTMLElement>("button")].filter((button) =>
      button.checkVisibility(),
    );
  toolbar.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    const menu = target.closest("[popover]");
    if (event.key === "Escape" && !menu) return leave();
    const all = menu
      ? stops(menu)
      : stops(toolbar).filter((button) => !button.closest("[popover]"));
    const next = neighbour(all, target, event.key, menu !== null);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  toolbar.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement) || target.closest("[popover]")) return;
    for (const stop of stops(toolbar)) stop.tabIndex = stop === target ? 0 : -1;
  });
  for (const menu of toolbar.querySelectorAll<HTMLElement>("[popover]")) {
    menu.addEventListener("toggle", () => {
      if (!menu.matches(":popover-open")) return;
      const current = menu.querySelector<HTMLElement>('[aria-checked="true"]') ?? stops(menu)[0];
      current?.focus();
    });
  }
}

function neighbour(all: HTMLElement[], from: HTMLElement, key: string, isMenu: boolean) {
  const index = all.indexOf(from);
  const [back, forward] = isMenu ? ["ArrowUp", "ArrowDown"] : ["ArrowLeft", "ArrowRight"];
  if (key === back) return all.at(index - 1);
  if (key === forward) return all.at((index + 1) % all.length);
  if (key === "Home") return all[0];
  return key === "End" ? all.at(-1) : undefined;
}
