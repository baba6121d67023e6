/**
 * The small toolbar above selected text.
 *
 * Where fingers select, the system's own menu is there: the toolbar at the foot has it all.
 */
import type { Editor } from "@tiptap/core";
import { AllSelection, TextSelection } from "@tiptap/pm/state";
import { rove } from "../toolbar/roving";
import { renderButton, renderKind } from "../toolbar/toolbar";
import { TOOLS } from "../toolbar/tools";
import { makeBlockMenu } from "./blockMenu";
import { float } from "./place";

/** A selection must have rested so long: it is still being made until then. */
const REST_MS = 120;

export interface BubbleOptions {
  bubble: HTMLElement;
  /** The toolbar of the page, from which Alt+F10 leads on to this one. */
  toolbar: HTMLElement;
  editor: Editor;
  editLink: () => void;
  nameKeys: (drawn: HTMLElement) => void;
}

export function bindBubble({ bubble, toolbar, editor, editLink, nameKeys }: BubbleOptions): void {
  const { view } = editor;
  const buttons = [...bubble.querySelectorAll<HTMLButtonElement>("[data-tool]")];
  const kind = bubble.querySelector<HTMLElement>(".bubble-kind") as HTMLElement;
  const menu = makeBlockMenu({ editor, label: "Turn into", actions: [], nameKeys });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop: (() => void) | null = null;
  let isPressed = false;
  let isTouched = matchMedia("(pointer: coarse)").matches;

  const anchor = {
    contextElement: view.dom,
    getBoundingClientRect: () => selectionRect(editor),
  };
  const show = () => {
    if (isPressed || isTouched || !hasSelectedText(editor) || !isHere()) return hide();
    for (const button of buttons) renderButton(button, editor);
    renderKind(bubble, editor, toolbar);
    bubble.hidden = false;
    stop ??= float(anchor, bubble, "top", true);
  };
  const hide = () => {
    clearTimeout(timer);
    if (bubble.hidden) return;
    bubble.hidden = true;
    stop?.();
    stop = null;
  };
  const showSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(show, REST_MS);
  };
  const isHere = () =>
    [view.dom, bubble, toolbar, menu.element].some((part) => part.contains(document.activeElement));
  const leave = () => {
    view.focus();
    hide();
  };

  // Looked at for every key: nothing is done here unless something is, or was, selected.
  editor.on("transaction", ({ transaction }) => {
    if (editor.state.selection.empty) hide();
    else if (transaction.selectionSet || transaction.docChanged || !bubble.hidden) showSoon();
  });
  view.dom.addEventListener("pointerdown", (event) => {
    isTouched = event.pointerType === "touch";
    isPressed = true;
    hide();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    window.addEventListener(end, () => {
      if (!isPressed) return;
      isPressed = false;
      showSoon();
    });
  }
  for (const part of [view.dom, bubble, toolbar, menu.element]) {
    part.addEventListener("focusin", () => !view.state.selection.empty && showSoon());
    part.addEventListener("focusout", () => !bubble.hidden && showSoon());
  }
  bubble.addEventListener("mousedown", (event) => event.preventDefault());
  for (const button of buttons) {
    button.addEventListener("click", () => {
      if (button.dataset.tool === "link") return editLink();
      TOOLS[button.dataset.tool ?? ""]?.run(editor.state, view.dispatch, view);
      view.focus();
    });
  }
  kind.addEventListener("click", () => menu.open(kind));
  rove(bubble, leave);
  document.addEventListener("keydown", (event) => {
    if (bubble.hidden) return;
    if (event.key === "Escape" && view.dom.contains(event.target as Node)) hide();
    const isOnward = event.key === "F10" && event.altKey && toolbar.contains(event.target as Node);
    if (!isOnward) return;
    event.preventDefault();
    bubble.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  });
}

function hasSelectedText({ state, isEditable }: Editor): boolean {
  const { selection } = state;
  const isText = selection instanceof TextSelection || selection instanceof AllSelection;
  return isEditable && isText && !selection.empty;
}

/** From where the selection begins to where it ends, as far as that is in one line. */
function selectionRect({ state, view }: Editor): DOMRect {
  const { from, to } = state.selection;
  const start = view.coordsAtPos(from);
  const end = view.coordsAtPos(to, -1);
  const isOneLine = Math.abs(start.top - end.top) < 4;
  const right = isOneLine
    ? end.right
    : Math.max(start.right, view.dom.getBoundingClientRect().right);
  return new DOMRect(start.left, start.top, right - start.left, end.bottom - start.top);
}
