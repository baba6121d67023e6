/** The small form in which a link's address is written. */
import type { Editor } from "@tiptap/core";
import { linkAt, type PlacedLink, removeLink, type Span, setLink } from "../commands/links";
import { isCode } from "../schema/kinds";
import { completeUrl, safeUrl } from "../schema/urls";
import { followWords } from "./beside";

/** Binds the template's form to the editor; returns what opens it. */
export function bindLinkForm(form: HTMLFormElement, editor: Editor): () => void {
  const input = form.querySelector("input") as HTMLInputElement;
  const error = form.querySelector("[data-error]") as HTMLElement;
  const visit = form.querySelector("[data-visit]") as HTMLAnchorElement;
  const remove = form.querySelector("[data-remove]") as HTMLButtonElement;
  let isOfLink = false;
  // The selection goes along with its words, whatever others write while the form is open.
  const link = () => (isOfLink ? linkAt(editor.state) : null);
  const span = (): Span => link() ?? editor.state.selection;
  const place = followWords(form, editor, span);

  const open = () => {
    const { state, isEditable } = editor;
    const found = linkAt(state);
    if (!isEditable || (!found && isCode(state.selection.$from.parent))) return;
    isOfLink = found !== null;
    fill(found);
    form.showPopover();
    place();
    input.focus();
    input.select();
  };

  const fill = (link: PlacedLink | null) => {
    const href = link && safeUrl(link.href);
    input.value = link?.href ?? "";
    visit.hidden = href === null;
    if (href) visit.href = href;
    remove.hidden = link === null;
    complain("");
  };

  const complain = (text: string) => {
    error.textContent = text;
    error.hidden = text === "";
    input.setAttribute("aria-invalid", String(text !== ""));
  };

  const close = () => {
    form.hidePopover();
    editor.view.focus();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const href = completeUrl(input.value);
    if (href === null) return complain("This is not an address a link can have.");
    // Others may have taken the link away.
    if (!isOfLink || link()) setLink(span(), href)(editor.state, editor.view.dispatch);
    close();
  });
  remove.addEventListener("click", () => {
    removeLink(span())(editor.state, editor.view.dispatch);
    close();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  editor.view.dom.addEventListener("click", (event) => onClick(event, editor, open));
  return open;
}

/** In the text a click on a link shows its address; with Ctrl it follows it. */
function onClick(event: MouseEvent, editor: Editor, open: () => void): void {
  const anchor = (event.target as Element).closest("a");
  // The button that saves a file is no link among the words.
  if (!anchor?.isContentEditable || anchor.hasAttribute("download")) return;
  event.preventDefault();
  if (event.ctrlKey || event.metaKey || anchor.dataset.document) {
    window.open(anchor.href, "_blank", "noopener,noreferrer");
  } else if (document.getSelection()?.isCollapsed) {
    // Not where the editor's selection is: it learns of the click only after this.
    const pos = editor.view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? 0;
    editor.commands.setTextSelection(pos);
    open();
  }
}
