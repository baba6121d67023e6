/** Google Docs. */
import { all, removeAll } from "./dom";

export function tidyGoogleDocs(root: Element): void {
  if (!root.querySelector('[id^="docs-internal-guid"]')) return;
  removeAll(root, 'img[aria-roledescription="checkbox"]');
  // A rule stands in a paragraph there; parsed, it is one between two empty ones.
  for (const rule of all(root, "hr")) {
    for (const neighbour of [rule.previousElementSibling, rule.nextElementSibling]) {
      if (neighbour?.tagName === "P" && neighbour.textContent === "") neighbour.remove();
    }
  }
}
