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
  let frame = 0;

  const anchor = {
    contextElement: view.dom,
    getBoundingClientRect: () => (open ? rectOf(editor, open) : new DOMRect()),
  };
  const show = () => {
    frame = 0;
    if (!open) return;
    if (!holder || !stop) {
      const { draw } = open;
      holder = new Holder("is-live", draw);
      preview.replaceChildren(holder.element);
      preview.showPopover();
      stop = float(anchor, preview, "bottom-start");
    }
    void holder.show(open.piece.source);
  };
  const hide = () => {
    open = null;
    if (!stop) return;
    stop();
    stop = null;
    preview.hidePopover();
  };
  const render = () => {
    const next = drawnKey.getState(editor.state)?.open;
    const isShown = next?.piece.kind === "formula" && editor.isEditable && view.hasFocus();
    if (next === open) return;
    if (!isShown) return hide();
    open = next;
    // The focus may be back because another popover is closing, during which none can be shown.
    if (frame === 0) frame = requestAnimationFrame(show);
  };

  editor.on("transaction", render);
  editor.on("focus", render);
  editor.on("blur", hide);
}

function rectOf({ view }: Editor, { piece, start }: NonNullable<Open>): DOMRect {
  const end = view.state.doc.content.size;
  const from = view.coordsAtPos(Math.min(start + piece.from, end));
  const to = view.coordsAtPos(Math.min(start + piece.to, end), -1);
  return new DOMRect(from.left, from.top, Math.max(0, to.right - from.left), to.bottom - from.top);
}
