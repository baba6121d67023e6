/** What a page shows around its text, or does not show at all. */
import { styled } from "../styles";
import { all, removeAll } from "./dom";

const JUNK =
  "[hidden], .mw-editsection, sup.reference, .mw-empty-elt, .noprint, .anchor:empty, a.headerlink, a.anchorjs-link, " +
  ".zeroclipboard-container, clipboard-copy, .sr-only, .visually-hidden, .screenreader-only, .ql-ui";

export function dropJunk(root: Element): void {
  removeAll(root, JUNK);
  // Google Docs hides the rule that stands for a page break.
  for (const element of all(root, ':not(hr)[data-style*="display"]')) {
    if (styled(element).style.display === "none") element.remove();
  }
}
