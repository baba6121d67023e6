/** Opens the page's one dialog as soon as a fragment has arrived in it. */
export function watchDialog(): void {
  const dialog = document.querySelector<HTMLDialogElement>("#dialog");
  const content = document.querySelector("#dialog-content");
  if (!dialog || !content) return;
  new MutationObserver(() => {
    if (content.firstElementChild && !dialog.open) dialog.showModal();
  }).observe(content, { childList: true });
  // Emptied, so that it opens anew, with fresh content, and not with what was there before.
  dialog.addEventListener("close", () => content.replaceChildren());
}
