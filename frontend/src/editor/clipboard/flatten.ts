/** Turns any HTML into a flat run of blocks and tables, as the schema wants it. */
import type { Kind } from "../schema/kinds";
import { behindItem, type Context, contextInside, keepsLines } from "./context";
import { CONTAINERS, IGNORED, MEDIA, STARTING } from "./elements";
import { type Formula, formulaOf } from "./formulas";
import { leafOf } from "./leaves";
import { pastedTable } from "./pastedTable";
import { dropLookOfLinks, formatOf, styled } from "./styles";
import { codeOf, collapseSpaces, isBlank, languageOf, shownSpaces } from "./text";
import { prune, tidy } from "./tidy";

/** Kinds of which a blank line makes two. */
const SPLIT = new Set<Kind>(["paragraph", "quote", "callout"]);

/** How many formatting elements around a text count, the innermost. */
const MAX_WRAPPERS = 24;

/**
 * Replaces what `root` holds by a flat run of blocks, rules and tables.
 *
 * @param verbatim whether every space counts, as in what this editor copied itself
 */
export function flatten(root: Element, verbatim: boolean): void {
  prune(root);
  tidy(root);
  const flattener = new Flattener(root.ownerDocument, verbatim, false);
  flattener.walk(root, PLAIN);
  root.replaceChildren(flattener.finish());
}

const PLAIN: Context = { kind: "paragraph", indent: 0, wrappers: [] };

class Flattener {
  private readonly output: DocumentFragment;
  private open: HTMLElement | null = null;

  constructor(
    private readonly document: Document,
    private readonly verbatim: boolean,
    private readonly isInCell: boolean,
  ) {
    this.output = document.createDocumentFragment();
  }

  walk(parent: Node, context: Context): void {
    for (const node of parent.childNodes) {
      if (node instanceof Text) this.text(node.data, context);
      else if (node instanceof Element) this.part(node, context);
    }
  }

  finish(): DocumentFragment {
    this.close();
    return this.output;
  }

  private part(element: Element, context: Context): void {
    const formula = formulaOf(element);
    if (formula) this.formula(formula, context);
    else if (element instanceof HTMLElement) this.element(element, context);
    else if (element.localName === "math") this.text(element.textContent ?? "", context);
  }

  private element(element: HTMLElement, context: Context): void {
    const name = element.tagName;
    const leaf = leafOf(element);
    if (!leaf && IGNORED.has(name)) return;
    if (leaf) this.leaf(leaf, contextInside(element, context));
    else if (element.dataset.attachment && MEDIA.has(name))
      this.media(element, contextInside(element, context));
    else if (name === "BR") this.lineBreak(context);
    else if (name === "TABLE") this.table(element as HTMLTableElement, context);
    else if (name === "PRE") this.code(element, contextInside(element, context));
    else if (STARTING.has(name) || CONTAINERS.has(name)) this.block(element, context);
    else this.walk(element, wrapped(context, element));
  }

  private block(element: HTMLElement, context: Context): void {
    const isItem = element.tagName === "LI";
    const inner = contextInside(element, context);
    if (inner.kind === "heading") this.dropEmptyItem(inner);
    // A paragraph that opens a list item is that item's own text.
    const opensItem = this.open?.childNodes.length === 0 && inner.kind === context.kind && !isItem;
    if (!opensItem) this.close();
    else if (this.open && inner.align) this.open.dataset.align = inner.align;
    if (STARTING.has(element.tagName) && !this.open) this.start(inner);
    this.walk(element, isItem ? behindItem(inner) : inner);
    this.close();
  }

  /** A heading that opens a list item takes its place. */
  private dropEmptyItem(heading: Context): void {
    const isItem = /^(bullet|ordered|task)$/.test(this.open?.dataset.kind ?? "");
    if (!isItem || this.open?.textContent !== "") return;
    this.open.remove();
    this.open = null;
    heading.indent = Math.max(heading.indent - 1, 0);
  }

  private text(text: string, context: Context): void {
    if (!this.open && text.trim() === "") return;
    let place: HTMLElement = this.open ?? this.start(context);
    const isLinked = context.wrappers.some(({ tagName }) => tagName === "A");
    for (const wrapper of context.wrappers) {
      const copy = styled(wrapper);
      if (isLinked) dropLookOfLinks(copy);
      place.append(copy);
      place = copy;
    }
    place.append(this.verbatim ? text : shownSpaces(text, context.keepsLines));
  }

  /** An image with its caption, or a file; which of them may be taken in has been seen to. */
  private media(element: HTMLElement, { indent }: Context): void {
    this.closeBefore();
    if (element.dataset.media === "file") {
      const card = element.cloneNode(true) as HTMLElement;
      card.dataset.indent = String(indent);
      this.output.append(card);
      return;
    }
    const isBare = element.tagName === "IMG";
    const figure = this.document.createElement("figure");
    Object.assign(figure.dataset, element.dataset, { media: "image", indent });
    const img = isBare ? element : element.querySelector("img");
    const caption = this.document.createElement("figcaption");
    figure.append(...(img ? [img.cloneNode()] : []), caption);
    this.output.append(figure);
    this.open = caption;
    const words = isBare ? null : element.querySelector("figcaption");
    if (words) this.walk(words, { kind: "paragraph", indent: 0, wrappers: [] });
    this.close();
  }

  /** A blank line ends a paragraph: so mails are written. */
  private lineBreak(context: Context): void {
    const isBlankLine = this.open?.lastChild?.textContent === "\n";
    if (isBlankLine && SPLIT.has(context.kind) && !this.verbatim) this.close();
    else this.open?.append("\n");
  }

  private leaf(leaf: HTMLElement, { indent }: Context): void {
    this.close();
    leaf.dataset.indent = String(indent);
    this.output.append(leaf);
  }

  /** A cell holds no tables: one in it leaves its blocks. */
  private table(table: HTMLTableElement, context: Context): void {
    const drawn = this.isInCell ? null : pastedTable(table, (cell) => this.cell(cell));
    if (drawn) {
      this.closeBefore();
      drawn.dataset.indent = String(contextInside(table, context).indent);
      this.output.append(drawn);
    } else this.block(table, context);
  }

  private cell(cell: HTMLElement): DocumentFragment {
    const flattener = new Flattener(this.document, this.verbatim, true);
    flattener.walk(cell, { ...PLAIN, wrappers: formatOf(cell) });
    return flattener.finish();
  }

  private code(element: HTMLElement, context: Context): void {
    this.close();
    this.start({ ...context, language: languageOf(element) }).append(
      codeOf(element).replace(/\n$/, ""),
    );
    this.open = null;
  }

  private formula({ source, isDisplay }: Formula, context: Context): void {
    if (!isDisplay) {
      const marked = this.document.createElement("span");
      marked.dataset.math = "";
      this.text(source, { ...context, wrappers: [...context.wrappers, marked] });
      return;
    }
    this.close();
    this.start({ ...context, kind: "math", wrappers: [] }).append(source);
    this.open = null;
  }

  private start(context: Context): HTMLElement {
    const block = this.document.createElement("div");
    block.dataset.kind = context.kind;
    block.dataset.indent = String(context.indent);
    if (context.tone) block.dataset.tone = context.tone;
    if (context.language) block.dataset.language = context.language;
    if (context.align) block.dataset.align = context.align;
    if (context.level) block.dataset.level = String(context.level);
    if (context.checked) block.dataset.checked = "true";
    this.output.append(block);
    this.open = block;
    return block;
  }

  /** A paragraph in which nothing but an image stands is no line of its own. */
  private closeBefore(): void {
    if (this.open?.dataset.kind === "paragraph" && isBlank(this.open)) this.open.remove();
    this.close();
  }

  private close(): void {
    if (this.open && !this.verbatim) {
      collapseSpaces(this.open);
      if (isBlank(this.open)) this.open.replaceChildren();
    }
    this.open = null;
  }
}

function wrapped(context: Context, element: HTMLElement): Context {
  const wrappers = [...context.wrappers, element].slice(-MAX_WRAPPERS);
  return { ...context, wrappers, keepsLines: keepsLines(element, context) };
}
