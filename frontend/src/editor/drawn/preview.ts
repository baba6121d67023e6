/** Shows below a formula that is being written what it looks like. */
import type { Editor } from "@tiptap/core";
import { float } from "../menus/place";
import { type DrawnState, drawnKey } from "./drawn";
import { Holder } from "./holder";

type Open = DrawnState["open"];

export function bindPreview(editor: Editor): void {
  const { view } = editor;
  const preview = document.createElement("div");
  preview.className = "formula-preview";
  preview.popover = "manual";
  view.dom.after(preview);
  let open: Open = null;
  let holder: Holder | null = null;
  let stop: (() => void) | null = null;

  const anchor = {
    contextElement: view.dom,
    getBoundingClientRect: () => (open ? rectOf(editor, open) : new DOMRect()),
  };
  const show = (next: NonNullable<Open>) => {
    if (!holder || !stop) {
      holder = new Holder((source) => next.draw(source));
      preview.replaceChildren(holder.element);
      preview.showPopover();
      stop = float(anchor, preview, "bottom-start");
    }
    void holder.show(next.piece.source);
  };
  const hide = () => {
    open = null;
    stop?.();
    stop = null;
    preview.hidePopover();
  };
  const render = () => {
    const next = drawnKey.getState(editor.state)?.open;
    const isShown = next?.piece.kind === "formula" && editor.isEditable && view.hasFocus();
    if (next === open) return;
    if (!isShown) {
      if (stop) hide();
      return;
    }
    open = next;
    show(next);
  };

  editor.on("transaction", render);
  editor.on("focus", render);
  editor.on("blur", () => stop && hide());
}

function rectOf({ view }: Editor, { piece, start }: NonNullable<Open>): DOMRect {
  const end = view.state.doc.content.size;
  const from = view.coordsAtPos(Math.min(start + piece.from, end));
  const to = view.coordsAtPos(Math.min(start + piece.to, end), -1);
  return new DOMRect(from.left, from.top, Math.max(0, to.right - from.left), to.bottom - from.top);
}
