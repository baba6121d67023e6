/** Writes lists and sections that really nest, for whatever they are pasted into. */
import { type Node as Block, DOMSerializer, type Fragment, type Slice } from "@tiptap/pm/model";
import { piecesOf } from "../drawn/pieces";
import { isRtl } from "../schema/direction";
import { isBlock, isCode, isList, type Kind, type Shape, shapeOf } from "../schema/kinds";
import type { Language } from "../schema/languages";
import { addressOf, fileOf, imageOf, isMedia } from "../schema/media";
import { isTable } from "../schema/tables";
import { depthOf } from "../sections/section";
import { copiedTable, tabbed } from "./copiedTable";

interface OpenList {
  element: HTMLElement;
  kind: Kind;
  indent: number;
}

/** What is being written into: a section, or all that is copied. */
interface Place {
  element: ParentNode;
  /** How deep what stands directly in it is taken to be. */
  indent: number;
  lists: OpenList[];
}

/** A serializer as ProseMirror's clipboard wants it. */
export class ListSerializer extends DOMSerializer {
  override serializeFragment(
    fragment: Fragment,
    options: { document?: Document } = {},
    target?: HTMLElement | DocumentFragment,
  ): HTMLElement | DocumentFragment {
    const first = fragment.firstChild;
    if (first && !first.isBlock) return super.serializeFragment(fragment, options, target);
    const document = options.document ?? window.document;
    const root = target ?? document.createDocumentFragment();
    const places: [Place, ...Place[]] = [{ element: root, indent: 0, lists: [] }];
    fragment.forEach((node) => {
      while (places.length > 1 && (places.at(-1)?.indent ?? 0) > depthOf(node)) places.pop();
      const place = places.at(-1) ?? places[0];
      if (!isBlock(node)) {
        const { element, indent } = innermost(place, depthOf(node));
        const isTabular = isTable(node);
        const drawn = isTabular ? this.table(node, document) : this.serializeNode(node, options);
        if (drawn instanceof HTMLElement) setIn(drawn, depthOf(node), indent);
        element.append(absolute(drawn));
        return;
      }
      const shape = shapeOf(node.attrs);
      const inline = this.inline(node, document);
      if (isList(shape.kind)) {
        const item = itemFor(shape, inline, document);
        listFor(shape, place, document).append(aligned(item, node));
        return;
      }
      const { element, indent } = innermost(place, shape.indent);
      const block = textBlock(shape, inline, document);
      setIn(block, shape.indent, indent);
      element.append(aligned(block, node));
      if (shape.kind === "toggle") {
        places.push({ element: block, indent: shape.indent + 1, lists: [] });
      }
    });
    return root;
  }

  private table(node: Block, document: Document): HTMLElement {
    return copiedTable(node, document, ({ content, firstChild, childCount }) =>
      childCount === 1 && firstChild && isPlain(firstChild)
        ? this.inline(firstChild, document)
        : this.serializeFragment(content, { document }),
    );
  }

  private inline(block: Block, document: Document): DocumentFragment {
    const inline = document.createDocumentFragment();
    super.serializeFragment(block.content, { document }, inline);
    if (!isCode(block)) breakLines(inline, document);
    return inline;
  }
}

/** The item, or else the place itself, that something of this depth stands in; lists beyond it end. */
function innermost({ element, indent, lists }: Place, depth: number): Omit<Place, "lists"> {
  closeFrom(lists, depth);
  const list = lists.at(-1);
  const item = list?.element.lastElementChild;
  return item ? { element: item, indent: list.indent + 1 } : { element, indent };
}

/** Says how deep it is, where that is not as deep as what stands in such a place is taken to be. */
function setIn(element: HTMLElement, depth: number, expected: number): void {
  if (depth === expected) delete element.dataset.indent;
  else element.dataset.indent = String(depth);
}

/** Whether a cell needs no more than the words of its block. */
function isPlain(node: Block): boolean {
  const { kind, indent, align } = shapeOf(node.attrs);
  const isText = isBlock(node) && kind === "paragraph" && indent === 0 && align === "start";
  return isText && !isRtl(node.textContent);
}

/** What of a slice goes into a plain-text editor: one line per block, items with their marks. */
export function plainText(slice: Slice): string {
  const blocks: string[] = [];
  const isWhole = slice.content.childCount > 1;
  const numbers: number[] = [];
  slice.content.forEach((node) => {
    const shape = shapeOf(node.attrs);
    const { indent, kind } = shape;
    const number = kind === "ordered" ? (numbers[indent] ?? 0) + 1 : 0;
    // What stands deeper in an item does not end its list.
    numbers.length = indent;
    if (number > 0) numbers[indent] = number;
    const room = isWhole ? "  ".repeat(indent) : "";
    if (isTable(node)) blocks.push(tabbed(node));
    else if (isMedia(node)) blocks.push(room + mediaText(node));
    else if (!isBlock(node)) blocks.push(plainLeaf(node));
    else blocks.push(room + (isWhole ? marker(shape, number) : "") + wordsOf(node));
  });
  return blocks.join("\n");
}

function plainLeaf({ type, attrs }: Block): string {
  if (type.name === "video") return String(attrs.url ?? "");
  return type.name === "toc" ? "" : "---";
}

/** The text of a block, formulas between dollars; of a part of a formula, only that. */
function wordsOf(block: Block): string {
  const pieces = piecesOf(block);
  const [only] = pieces;
  if (only?.to === block.content.size && only.from === 0) {
    return only.kind === "display" ? `$$${only.source}$$` : only.source;
  }
  const words = [];
  let end = 0;
  for (const { from, to, source } of pieces) {
    words.push(block.textBetween(end, from), `$${source}$`);
    end = to;
  }
  return [...words, block.textBetween(end, block.content.size)].join("");
}

/** What stands for an image or a file where there is only text. */
function mediaText(node: Block): string {
  if (node.type.name === "file") return fileOf(node.attrs).name;
  return node.textContent || imageOf(node.attrs).alt || "Image";
}

/** Outside of the document's page, addresses have to say where they lead. */
function absolute(drawn: Node): Node {
  if (!(drawn instanceof HTMLElement)) return drawn;
  const { attachment } = drawn.dataset;
  const img = drawn.querySelector("img");
  for (const name of ["srcset", "sizes", "loading", "decoding"]) img?.removeAttribute(name);
  if (attachment && img) img.src = new URL(addressOf(attachment, "large"), document.baseURI).href;
  const link = drawn.querySelector("a");
  if (attachment && link) link.href = new URL(addressOf(attachment, "file"), document.baseURI).href;
  return drawn;
}

function marker({ kind, checked }: Shape, number: number): string {
  if (kind === "bullet") return "- ";
  if (kind === "ordered") return `${number}. `;
  if (kind === "task") return checked ? "[x] " : "[ ] ";
  return "";
}

/** The open list for an item of this shape, opened inside the item above where it is deeper. */
function listFor(
  { kind, indent }: Shape,
  { lists, element: root, indent: base }: Place,
  document: Document,
): HTMLElement {
  closeFrom(lists, indent + 1);
  const top = lists.at(-1);
  if (top?.indent === indent && top.kind === kind) return top.element;
  if (top?.indent === indent) lists.pop();
  const parent = lists.at(-1);
  const element = document.createElement(kind === "ordered" ? "ol" : "ul");
  if (kind === "task") element.dataset.kind = kind;
  if (indent !== (parent ? parent.indent + 1 : base)) element.dataset.indent = String(indent);
  (parent?.element.lastElementChild ?? root).append(element);
  lists.push({ element, kind, indent });
  return element;
}

function itemFor(
  { kind, checked }: Shape,
  inline: DocumentFragment,
  document: Document,
): HTMLElement {
  const item = document.createElement("li");
  if (kind === "task") {
    item.dataset.checked = String(checked);
    const box = document.createElement("input");
    box.type = "checkbox";
    box.toggleAttribute("checked", checked);
    item.append(box);
  }
  item.append(inline);
  return item;
}

function textBlock(
  { kind, level, tone, language }: Shape,
  inline: DocumentFragment,
  document: Document,
): HTMLElement {
  const tags: Partial<Record<Kind, string>> = {
    heading: `h${level}`,
    quote: "blockquote",
    callout: "blockquote",
    code: "pre",
    math: "div",
    toggle: "details",
  };
  const block = document.createElement(tags[kind] ?? "p");
  if (kind === "callout") block.dataset.tone = tone;
  if (kind === "math") block.dataset.math = "display";
  if (kind === "toggle") block.append(summaryOf(inline, document));
  else block.append(language ? codeIn(language, inline, document) : inline);
  block.toggleAttribute("open", kind === "toggle");
  return block;
}

function summaryOf(inline: DocumentFragment, document: Document): HTMLElement {
  const summary = document.createElement("summary");
  summary.append(inline);
  return summary;
}

/** Names the language as pages do. */
function codeIn(language: Language, code: DocumentFragment, document: Document): HTMLElement {
  const element = document.createElement("code");
  element.className = `language-${language}`;
  element.append(code);
  return element;
}

/** Says right and left, which everybody understands, and in which direction the text is read. */
function aligned(element: HTMLElement, { attrs, textContent }: Block): HTMLElement {
  const { align } = shapeOf(attrs);
  const isTurned = isRtl(textContent);
  if (isTurned) element.dir = "rtl";
  if (align === "end") element.style.textAlign = isTurned ? "left" : "right";
  else if (align !== "start") element.style.textAlign = align;
  return element;
}

function closeFrom(lists: OpenList[], indent: number): void {
  while ((lists.at(-1)?.indent ?? -1) >= indent) lists.pop();
}

function breakLines(inline: DocumentFragment, document: Document): void {
  const walker = document.createTreeWalker(inline, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const lines = text.data.split("\n");
    if (lines.length === 1) continue;
    text.replaceWith(
      ...lines.flatMap((line, i) => (i === 0 ? [line] : [document.createElement("br"), line])),
    );
  }
}
