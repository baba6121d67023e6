/** Excel, and what a Mac makes of texts for the clipboard, say formats by the classes of a style sheet. */
import { all } from "./dom";

/** Of the sheet so much is read, and of rules so many. */
const MAX_SHEET = 100_000;
const MAX_RULES = 1_000;

/** What of a rule says anything about text or a cell. */
const FORMATS =
  /^\s*(?:font-weight|font-style|text-decoration|text-align|color|background(?:-color)?)\s*:/i;

/** Gives elements the style of their class, behind which their own still counts. */
export function readSheets(root: Element): void {
  const done = new Set<string>();
  for (const sheet of all(root, "[data-sheet]")) {
    const rules = (sheet.dataset.sheet ?? "").slice(0, MAX_SHEET).split("}");
    for (const rule of rules.slice(0, MAX_RULES)) apply(rule, root, done);
    sheet.remove();
  }
}

/** Each selector counts once: what is made to be slow repeats them. */
function apply(rule: string, root: Element, done: Set<string>): void {
  const [selectors = "", declarations = ""] = rule.split("{");
  const style = declarations.split(";").filter((declaration) => FORMATS.test(declaration));
  if (style.length === 0) return;
  for (const selector of selectors.split(",")) {
    const [said, tag = "", name] = /(?:^|\s)(\w*)\.([\w-]+)\s*$/.exec(selector) ?? [];
    const found = name && said && !done.has(said.trim()) ? root.getElementsByClassName(name) : [];
    if (said) done.add(said.trim());
    for (const element of found) {
      const isMeant = tag === "" || element.localName === tag.toLowerCase();
      if (isMeant && element instanceof HTMLElement) {
        element.dataset.style = `${style.join(";")};${element.dataset.style ?? ""}`;
      }
    }
  }
}
