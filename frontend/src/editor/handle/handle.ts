/** The handle beside a block: a press opens what can be done with it, a drag moves it. */
import type { Editor } from "@tiptap/core";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { makeBlockMenu } from "../menus/blockMenu";
import { icon } from "../menus/icons";
import { BLOCK_ACTIONS } from "../menus/insertions";
import { dragBy } from "./drag";
import { blockAtHeight, blockAtIndex, indexOf, take } from "./place";

/** What is drawn in place of a block's text, which then is nowhere on the page. */
const DRAWN = ":scope:not(.is-open) > code > .drawn";

/** When nobody has typed for so long, the handle comes to the block with the cursor. */
const REST_MS = 400;

export function bindHandle(editor: Editor, nameKeys: (drawn: HTMLElement) => void): void {
  const { view } = editor;
  const column = view.dom.parentElement as HTMLElement;
  const handle = makeHandle();
  column.append(handle);
  const menu = makeBlockMenu({ editor, label: "Block", actions: BLOCK_ACTIONS, nameKeys });
  let block: HTMLElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;
  let isHovered = false;

  const show = (at: HTMLElement | null) => {
    block = at;
    handle.hidden = !at || !editor.isEditable;
    if (!at || handle.hidden) return;
    const middle = middleOfFirstLine(editor, at) - column.getBoundingClientRect().top;
    handle.style.top = `${middle}px`;
  };
  const isBusy = () => menu.element.matches(":popover-open") || drag.isUnderWay();
  const rest = () => {
    if (isBusy() || !view.hasFocus()) return;
    const isKept = isHovered && block?.isConnected;
    show(isKept ? block : blockAtIndex(view, editor.state.selection.$head.index(0)));
  };

  // For every key: an attribute and a timer, nothing is measured.
  editor.on("transaction", ({ transaction }) => {
    if (!transaction.docChanged && !transaction.selectionSet) return;
    const isMine = !transaction.getMeta(ySyncPluginKey)?.isChangeOrigin;
    if (isMine && !isBusy()) {
      isHovered = false;
      if (transaction.docChanged) handle.hidden = true;
    }
    clearTimeout(timer);
    timer = setTimeout(rest, REST_MS);
  });
  document.addEventListener("pointermove", ({ pointerType, clientX, clientY, target }) => {
    if (pointerType === "touch" || frame || isBusy() || target === handle) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      const { left, right } = column.getBoundingClientRect();
      if (clientX < left - 64 || clientX > right || isBusy()) return;
      const hovered = blockAtHeight(view, clientY);
      if (!hovered) return;
      isHovered = true;
      show(hovered);
    });
  });

  const drag = dragBy(handle, view, () => block);
  handle.addEventListener("click", () => {
    if (!block?.isConnected || drag.wasDragged()) return;
    take(view, indexOf(view, block));
    menu.open(handle);
  });
}

function makeHandle(): HTMLButtonElement {
  const handle = document.createElement("button");
  handle.type = "button";
  handle.className = "block-handle";
  // By keys the same is in the slash menu, and on keys of its own.
  handle.tabIndex = -1;
  handle.hidden = true;
  handle.title = "Drag to move, press for more";
  handle.setAttribute("aria-label", "Block");
  handle.setAttribute("aria-haspopup", "menu");
  handle.append(icon("grip-vertical"));
  return handle;
}

function middleOfFirstLine({ view }: Editor, block: HTMLElement): number {
  const row = block.matches(".table") ? block.querySelector("tr") : null;
  if (row) {
    const { top, bottom } = row.getBoundingClientRect();
    return (top + bottom) / 2;
  }
  const pos = view.posAtDOM(block, 0);
  const isDrawn = block.dataset.media || block.querySelector(DRAWN);
  if (view.state.doc.resolve(pos).depth === 0 || isDrawn) {
    const { top, height } = block.getBoundingClientRect();
    return top + Math.min(height / 2, 20);
  }
  const { top, bottom } = view.coordsAtPos(pos);
  return (top + bottom) / 2;
}
