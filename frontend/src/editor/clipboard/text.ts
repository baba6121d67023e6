/** Text of HTML as it is meant: without the spaces that are not shown, and code as it stands. */
import { type Language, languageNamed } from "../schema/languages";
import { CONTAINERS } from "./elements";

/** The language as the usual class names tell it: `language-python`, `highlight-source-python`. */
export function languageOf(element: HTMLElement): Language | null {
  const places = [element, element.firstElementChild, element.parentElement];
  const classes = places.map((place) => place?.className).join(" ");
  const [, name] = /\b(?:lang(?:uage)?|highlight-source)-([\w+#]+)/.exec(classes) ?? [];
  return name ? languageNamed(name) : null;
}

/** The lines of code, however they are marked up. */
export function codeOf(node: Node): string {
  let code = "";
  for (const child of node.childNodes) {
    if (child instanceof Text) code += child.data;
    else if (child instanceof HTMLElement && child.tagName === "BR") code += "\n";
    else if (child instanceof HTMLElement) {
      if (CONTAINERS.has(child.tagName) && code !== "" && !code.endsWith("\n")) code += "\n";
      code += codeOf(child);
    }
  }
  return code;
}

/** Drops the spaces that HTML does not show: at the edges of lines, and behind another space. */
export function collapseSpaces(block: HTMLElement): void {
  const walker = block.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  let atEdge = true;
  for (const text of texts) {
    let kept = "";
    for (const character of text.data) {
      if (character !== " " || !atEdge) kept += character;
      atEdge = character === " " || character === "\n";
    }
    text.data = kept;
  }
  for (const text of texts.reverse()) {
    text.data = text.data.replace(/[ \n]+$/, "");
    if (text.data !== "") break;
  }
}
