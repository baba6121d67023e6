const CONFIRMED_FOR = 2000;

/** Makes `data-copy="id"` buttons copy the value of that input, and say so. */
export function watchCopyButtons(): void {
  document.addEventListener("click", async (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("[data-copy]");
    const input = document.getElementById(button?.dataset.copy ?? "");
    const label = button?.querySelector("span");
    if (!(input instanceof HTMLInputElement) || !label) return;
    const before = label.textContent;
    label.textContent = (await copy(input)) ? "Copied" : "Press Ctrl+C";
    setTimeout(() => {
      label.textContent = before;
    }, CONFIRMED_FOR);
  });
}

/** Without https browsers offer no clipboard; then the text is left selected. */
async function copy(input: HTMLInputElement): Promise<boolean> {
  input.select();
  try {
    await navigator.clipboard.writeText(input.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}
