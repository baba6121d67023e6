/** Shows an image as large as the window. */
import { part, tool } from "./dom";

let dialog: HTMLDialogElement | null = null;

export function openLightbox(address: string, alt: string, caption: string): void {
  dialog ??= makeDialog();
  const box = dialog;
  const img = document.createElement("img");
  img.src = address;
  img.alt = alt;
  const close = tool("Close", "x", () => box.close());
  close.classList.add("lightbox-close");
  box.ariaLabel = alt || caption || "Image";
  box.replaceChildren(close, img, ...(caption ? [part("p", "lightbox-caption", caption)] : []));
  box.showModal();
}

function makeDialog(): HTMLDialogElement {
  const box = document.createElement("dialog");
  box.className = "lightbox";
  box.addEventListener("click", ({ target }) => target === box && box.close());
  document.body.append(box);
  return box;
}
