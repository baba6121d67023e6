/** Word in the browser: a list around every item, headings by their role. */
import { all, removeAll, rename } from "./dom";

export function tidyWordOnline(root: Element): void {
  for (const heading of all(root, '[role="heading"][aria-level]')) {
    const level = Math.min(Math.max(Number(heading.getAttribute("aria-level")) || 1, 1), 6);
    if (/^(P|DIV)$/.test(heading.tagName)) dropColors(rename(heading, `h${level}`));
  }
  for (const item of all(root, "li[data-aria-level]")) {
    item.dataset.indent = String(Number(item.dataset.ariaLevel) - 1);
  }
  removeAll(root, ".EOP, .LineBreakBlob > span");
}

/** The colours of Word's headings come with its themes, not from the author. */
function dropColors(heading: HTMLElement): void {
  for (const run of all(heading, "[data-style]")) {
    run.dataset.style = run.dataset.style?.replace(/(^|;)\s*color\s*:[^;]*/gi, "$1");
  }
}
