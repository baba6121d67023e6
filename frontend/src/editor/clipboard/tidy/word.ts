/** Word, and Outlook, which writes as Word does. */
import { all, asItem, removeAll, rename } from "./dom";

const IS_WORD = '[class^="Mso"], [data-style*="mso-"]';

/** Styles that Word writes as paragraphs. */
const STYLES: Record<string, string> = {
  MsoTitle: "h1",
  MsoSubtitle: "h2",
  MsoQuote: "blockquote",
  MsoIntenseQuote: "blockquote",
};

/** Words that were deleted with tracking on, comments, and what stands beside them. */
const DELETED =
  'del[datetime], del[cite], .msoDel, .MsoCommentReference, [data-style*="mso-comment-reference"], ' +
  '[data-style*="mso-element:comment-list"], [data-style*="mso-hide:all"]';

export function tidyWord(root: Element): void {
  if (!root.querySelector(IS_WORD)) return;
  removeAll(root, DELETED);
  for (const paragraph of all(root, '[data-style*="mso-list"]')) readItem(paragraph);
  for (const [style, tag] of Object.entries(STYLES)) {
    for (const paragraph of all(root, `p[class^="${style}"]`)) rename(paragraph, tag);
  }
}

/** Word writes items as paragraphs with their list and level in the style, and their mark as text. */
function readItem(paragraph: HTMLElement): void {
  const [, level] = /mso-list:\s*\S+\s+level(\d+)/.exec(paragraph.dataset.style ?? "") ?? [];
  if (!level) return;
  const marker = paragraph.querySelector('[data-style*="mso-list:Ignore" i]');
  const isOrdered = /^\(?(\d+|[a-z]+)([.)]|\.\d)/i.test(marker?.textContent?.trim() ?? "");
  marker?.remove();
  // Numbered headings are headings.
  if (/^H\d$/.test(paragraph.tagName)) return;
  asItem(paragraph, isOrdered ? "ol" : "ul", Number(level) - 1);
}
