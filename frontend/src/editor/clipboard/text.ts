/** Text of HTML as it is meant: without the spaces that are not shown, and code as it stands. */
import { type Language, languageNamed } from "../schema/languages";
import { CONTAINERS } from "./elements";

/** What of a class name says that the rest is a language. */
const PREFIX = /^(?:lang(?:uage)?|highlight(?:-source)?|code|brush)[-:]/;

/** The language as attributes and the usual class names tell it: `language-python`, `hljs js`. */
export function languageOf(element: HTMLElement): Language | null {
  const { parentElement, firstElementChild } = element;
  const places = [element, firstElementChild, parentElement, parentElement?.parentElement];
  const found = places.flatMap((place) => (place instanceof HTMLElement ? namesOf(place) : []));
  return found.map(languageNamed).find((language) => language !== null) ?? null;
}

function namesOf({ dataset, className, tagName }: HTMLElement): string[] {
  const brush = /brush:\s*(\w+)/.exec(dataset.syntaxhighlighterParams ?? "")?.[1];
  const isCode = tagName === "CODE" || tagName === "PRE";
  const words = className.split(/\s+/).filter((word) => isCode || PREFIX.test(word));
  return [
    dataset.language,
    dataset.lang,
    brush,
    ...words.map((word) => word.replace(PREFIX, "")),
  ].filter((name) => name !== undefined);
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

/** The text with runs of spaces as one, as HTML shows it. */
export function shownSpaces(text: string, keepsLines = false): string {
  if (keepsLines) return text.replace(/\r\n?/g, "\n").replace(/[ \t\f]+/g, " ");
  return text.replace(/[ \t\r\n\f]+/g, " ");
}

/** Whether there is nothing in it but what keeps an empty line open. */
export function isBlank(block: Node): boolean {
  return /^[\s\u200b\ufeff]*$/.test(block.textContent ?? "");
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
  let behind = "\n";
  for (const text of texts.reverse()) {
    if (behind === "\n") text.data = text.data.replace(/ +$/, "");
    text.data = text.data.replace(/ +(?=\n)/g, "");
    behind = text.data.charAt(0) || behind;
  }
  for (const text of texts) {
    text.data = text.data.replace(/\n+$/, "");
    if (text.data !== "") break;
  }
}
