/** Turns any HTML into a flat run of blocks, as the schema wants it. */
import { type Alignment, type Kind, TONES, type Tone } from "../schema/kinds";
import { type Language, languageNamed } from "../schema/languages";

interface Context {
  kind: Kind;
  indent: number;
  level?: number;
  checked?: boolean;
  align?: Alignment;
  tone?: Tone;
  language?: Language | null;
  /** The kind of the list whose items are expected here. */
  list?: Kind;
  /** Formatting elements that are open here, outermost first. */
  wrappers: HTMLElement[];
}

const IGNORED = names(
  "BUTTON HEAD IFRAME INPUT META NOSCRIPT OBJECT SCRIPT SELECT STYLE TEMPLATE TITLE",
);

/** Elements that begin a block even when nothing is in them. */
const STARTING = names("DD DT H1 H2 H3 H4 H5 H6 LI P PRE");

/** Elements that end the block before and after them. */
const CONTAINERS = names(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DETAILS DIV DL FIELDSET FIGCAPTION FIGURE FOOTER " +
    "FORM HEADER HTML MAIN NAV OL SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL",
);

const CELLS = names("TABLE TD TH TR");

/**
 * Replaces what `root` holds by a flat run of blocks and rules.
 *
 * @param verbatim whether every space counts, as in what this editor copied itself
 */
export function flatten(root: Element, verbatim: boolean): void {
  const flattener = new Flattener(root.ownerDocument, verbatim);
  flattener.walk(root, { kind: "paragraph", indent: 0, wrappers: [] });
  root.replaceChildren(flattener.finish());
}

class Flattener {
  private readonly output: DocumentFragment;
  private open: HTMLElement | null = null;

  constructor(
    private readonly document: Document,
    private readonly verbatim: boolean,
  ) {
    this.output = document.createDocumentFragment();
  }

  walk(parent: Node, context: Context): void {
    for (const node of parent.childNodes) {
      if (node instanceof Text) this.text(node.data, context);
      else if (node instanceof HTMLElement) this.element(node, context);
    }
  }

  finish(): DocumentFragment {
    this.close();
    return this.output;
  }

  private element(element: HTMLElement, context: Context): void {
    const name = element.tagName;
    if (IGNORED.has(name)) return;
    if (name === "BR") this.lineBreak();
    else if (name === "HR") this.rule();
    else if (name === "PRE") this.code(element, contextInside(element, context));
    else if (STARTING.has(name) || CONTAINERS.has(name)) this.block(element, context);
    else this.walk(element, { ...context, wrappers: [...context.wrappers, element] });
  }

  private block(element: HTMLElement, context: Context): void {
    const isItem = element.tagName === "LI";
    const inner = contextInside(element, context);
    // A paragraph that opens a list item is that item's own text.
    const opensItem = this.open?.childNodes.length === 0 && inner.kind === context.kind && !isItem;
    if (!opensItem) this.close();
    if (STARTING.has(element.tagName) && !this.open) this.start(inner);
    this.walk(element, isItem ? behindItem(inner) : inner);
    this.close();
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
    place.append(this.verbatim ? text : text.replace(/[ \t\r\n\f]+/g, " "));
  }

  private lineBreak(): void {
    this.open?.append("\n");
  }

  private rule(): void {
    this.close();
    this.output.append(this.document.createElement("hr"));
  }

  private code(element: HTMLElement, context: Context): void {
    this.close();
    this.start({ ...context, language: languageOf(element) }).append(
      codeOf(element).replace(/\n$/, ""),
    );
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

  private close(): void {
    if (this.open && !this.verbatim) collapseSpaces(this.open);
    this.open = null;
  }
}

function contextInside(element: HTMLElement, context: Context): Context {
  const indent = Number(element.dataset.indent ?? context.indent);
  const inner: Context = { ...context, indent, align: alignmentOf(element) ?? context.align };
  switch (element.tagName) {
    case "UL":
    case "OL": {
      const nested = context.list !== undefined && element.dataset.indent === undefined;
      const kind = element.dataset.kind === "task" ? "task" : undefined;
      const list = kind ?? (element.tagName === "OL" ? "ordered" : "bullet");
      return { ...inner, indent: nested ? indent + 1 : indent, list };
    }
    case "LI":
      return itemContext(element, inner);
    case "BLOCKQUOTE":
      return { ...inner, ...quoteContext(element) };
    case "PRE":
      return { ...inner, kind: "code", wrappers: [] };
    default: {
      const heading = /^H([1-6])$/.exec(element.tagName);
      return heading
        ? { ...inner, kind: "heading", level: Math.min(Number(heading[1]), 4) }
        : inner;
    }
  }
}

/** Callouts leave as quotes that name their tone, so that other programs show them set apart. */
function quoteContext({ dataset }: HTMLElement): Pick<Context, "kind" | "tone"> {
  const tone = TONES.find((name) => name === dataset.tone);
  return tone ? { kind: "callout", tone } : { kind: "quote" };
}

/** How the element's style or attribute aligns it; the cells of tables do so for other reasons. */
function alignmentOf(element: HTMLElement): Alignment | undefined {
  if (CELLS.has(element.tagName)) return undefined;
  const written = styled(element).style.textAlign || element.getAttribute("align");
  const isTurned = element.closest("[dir]")?.getAttribute("dir") === "rtl";
  switch (element.tagName === "CENTER" ? "center" : written) {
    case "center":
      return "center";
    case "justify":
      return "justify";
    case "right":
      return isTurned ? "start" : "end";
    case "left":
      return isTurned ? "end" : "start";
    case "end":
      return "end";
    case "start":
      return "start";
    default:
      return undefined;
  }
}

function itemContext(item: HTMLElement, context: Context): Context {
  const box = item.querySelector<HTMLInputElement>(
    ":scope > input[type=checkbox], :scope > :is(label, p) > input[type=checkbox]",
  );
  const checked = item.dataset.checked ?? item.getAttribute("aria-checked");
  const isTask = context.list === "task" || box !== null || checked !== null;
  if (!isTask) return { ...context, kind: context.list ?? "bullet" };
  return { ...context, kind: "task", checked: checked === "true" || box?.hasAttribute("checked") };
}

/** What follows an item's own text inside it stands one step deeper. */
function behindItem(context: Context): Context {
  return { kind: "paragraph", indent: context.indent + 1, wrappers: context.wrappers };
}

/** An empty copy with its style; set through the CSSOM, a strict CSP lets it count. */
function styled(wrapper: HTMLElement): HTMLElement {
  const copy = wrapper.cloneNode(false) as HTMLElement;
  const { style } = wrapper.dataset;
  if (style !== undefined) copy.style.cssText = style;
  return copy;
}

/** Pages write out how their links look; ours have a look of their own. */
function dropLookOfLinks({ style }: HTMLElement): void {
  style.color = "";
  style.textDecoration = style.textDecoration.replace("underline", "");
}

/** The language as the usual class names tell it: `language-python`, `highlight-source-python`. */
function languageOf(element: HTMLElement): Language | null {
  const places = [element, element.firstElementChild, element.parentElement];
  const classes = places.map((place) => place?.className).join(" ");
  const [, name] = /\b(?:lang(?:uage)?|highlight-source)-([\w+#]+)/.exec(classes) ?? [];
  return name ? languageNamed(name) : null;
}

/** The lines of code, however they are marked up. */
function codeOf(node: Node): string {
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
function collapseSpaces(block: HTMLElement): void {
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

function names(list: string): Set<string> {
  return new Set(list.split(" "));
}
