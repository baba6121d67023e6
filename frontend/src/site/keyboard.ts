/** Selects the text of `data-select` inputs on focus; Escape follows `data-escape` links. */
export function watchKeyboard(): void {
  document.addEventListener("focusin", (event) => {
    if (event.target instanceof HTMLInputElement && "select" in event.target.dataset) {
      event.target.select();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const form = (event.target as Element).closest("form");
    form?.querySelector<HTMLElement>("[data-escape]")?.click();
  });
}
