/** Code that is not marked up as such: coloured lines of code editors, lines with numbers. */
import { styled } from "../styles";
import { all, removeAll, rename } from "./dom";

const NUMBERS =
  "pre .linenumber, pre .lineno, pre .line-numbers-rows, pre .hljs-ln-numbers, pre .react-syntax-highlighter-line-number";

export function readCode(root: Element): void {
  removeAll(root, NUMBERS);
  for (const element of all(root, 'div[data-style*="white-space"]')) {
    if (root.contains(element)) readLines(element);
  }
}

/** Lines in a font of fixed width whose every space counts. */
function readLines(element: HTMLElement): void {
  const { fontFamily, whiteSpace } = styled(element).style;
  if (!whiteSpace.startsWith("pre") || !/mono|courier|consolas|menlo/i.test(fontFamily)) return;
  const isOneLine = element.children.length < 2 && !element.textContent?.includes("\n");
  if (!isOneLine) rename(element, "pre");
  else {
    for (const run of all(element, "[data-style]")) delete run.dataset.style;
    delete element.dataset.style;
    const code = element.ownerDocument.createElement("code");
    code.append(element.textContent ?? "");
    element.replaceChildren(code);
  }
}
