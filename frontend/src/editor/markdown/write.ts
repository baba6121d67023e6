/** Blocks as markdown with what GitHub adds to it. */
import { Fragment, type Node } from "@tiptap/pm/model";
import type {
  Blockquote,
  List,
  ListItem,
  Paragraph,
  PhrasingContent,
  Root,
  RootContent,
} from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { mathToMarkdown } from "mdast-util-math";
import { toMarkdown } from "mdast-util-to-markdown";
import {
  isBlock,
  isList,
  isToggle,
  type Kind,
  type Shape,
  shapeOf,
  type Tone,
} from "../schema/kinds";
import { depthOf, sectionEnd } from "../sections/section";
import { NODES } from "./nodes";
import { phrases } from "./phrases";

/** Markdown of a fragment: of whole blocks, or of words among them. */
export function writeMarkdown(content: Fragment): string {
  const isInline = content.firstChild?.isInline === true;
  const children = isInline ? [paragraph(phrases(content.content))] : new Writer(0).write(content);
  return toMarkdown({ type: "root", children } satisfies Root, {
    bullet: "-",
    rule: "-",
    emphasis: "_",
    listItemIndent: "one",
    extensions: [gfmToMarkdown({ tablePipeAlign: false }), mathToMarkdown()],
  });
}

interface OpenList {
  list: List;
  indent: number;
}

/** Kinds that hold others, or are gathered into one element with their neighbours. */
type Gathered = "bullet" | "ordered" | "task" | "quote" | "callout" | "toggle";

/** Kinds that are one element each. */
const KINDS: Record<Exclude<Kind, Gathered>, Write> = {
  paragraph: ({ content }) => paragraph(phrases(content.content)),
  heading: ({ content }, { level }) => ({
    type: "heading",
    depth: level,
    children: phrases(content.content, " "),
  }),
  code: ({ textContent }, { language }) => ({ type: "code", lang: language, value: textContent }),
  math: ({ textContent }) => ({ type: "math", value: textContent }),
};

type Write = (block: Node, shape: Shape) => RootContent;

const ALERTS: Record<Tone, string> = { note: "NOTE", tip: "TIP", warning: "WARNING" };

class Writer {
  private readonly root: RootContent[] = [];
  private readonly lists: OpenList[] = [];
  /** The quote that the last block stands in, and what it was. */
  private quote: { element: Blockquote; name: string; place: RootContent[] } | null = null;

  /** @param base how deep what stands at the edge is taken to be */
  constructor(private readonly base: number) {}

  write(content: Fragment): RootContent[] {
    for (let index = 0; index < content.childCount; index++) {
      const node = content.child(index);
      if (!isBlock(node)) this.node(node);
      else if (isToggle(node)) {
        const end = sectionEnd(content, index);
        this.section(node, Fragment.from(content.content.slice(index + 1, end)));
        index = end - 1;
      } else this.block(node);
    }
    return this.root;
  }

  /** Markdown has no sections; its readers know those of HTML. */
  private section(toggle: Node, content: Fragment): void {
    const place = this.placeFor(this.depthOf(toggle));
    this.quote = null;
    place.push(
      html(`<details>\n<summary>${escaped(toggle.textContent)}</summary>`),
      ...new Writer(depthOf(toggle) + 1).write(content),
      html("</details>"),
    );
  }

  private depthOf(node: Node): number {
    return Math.max(depthOf(node) - this.base, 0);
  }

  /** Of a node that has no line in `NODES`, the words. */
  private node(node: Node): void {
    const place = this.placeFor(this.depthOf(node));
    this.quote = null;
    const found = NODES[node.type.name]?.(node);
    if (found) place.push(...found);
    else if (node.inlineContent) place.push(paragraph(phrases(node.children)));
    else this.write(node.content);
  }

  private block(block: Node): void {
    const shape = { ...shapeOf(block.attrs), indent: this.depthOf(block) };
    const { kind } = shape;
    if (isList(kind)) this.item(block, shape);
    else if (kind === "quote" || kind === "callout") this.quoted(block, shape);
    else if (kind !== "paragraph" || block.content.size > 0) {
      this.placeFor(shape.indent).push(KINDS[kind as keyof typeof KINDS](block, shape));
      this.quote = null;
    }
  }

  private item(block: Node, shape: Shape): void {
    const item: ListItem = {
      type: "listItem",
      checked: shape.kind === "task" ? shape.checked : null,
      spread: false,
      children: [paragraph(phrases(block.content.content))],
    };
    this.listFor(shape).children.push(item);
    this.quote = null;
  }

  private listFor({ kind, indent }: Shape): List {
    const ordered = kind === "ordered";
    this.closeFrom(indent + 1);
    const top = this.lists.at(-1);
    if (top?.indent === indent && top.list.ordered === ordered) return top.list;
    if (top?.indent === indent) this.lists.pop();
    const list: List = { type: "list", ordered, spread: false, children: [] };
    this.innermost().push(list);
    this.lists.push({ list, indent });
    return list;
  }

  private quoted(block: Node, { kind, tone, indent }: Shape): void {
    const place = this.placeFor(indent);
    const name = kind === "callout" ? ALERTS[tone] : "";
    const words = phrases(block.content.content);
    if (this.quote?.place === place && this.quote.name === name) {
      this.quote.element.children.push(paragraph(words));
      return;
    }
    const title: PhrasingContent[] = name ? [{ type: "html", value: `[!${name}]` }] : [];
    const between: PhrasingContent[] =
      name && words.length > 0 ? [{ type: "text", value: "\n" }] : [];
    const element: Blockquote = {
      type: "blockquote",
      children: [paragraph([...title, ...between, ...words])],
    };
    place.push(element);
    this.quote = { element, name, place };
  }

  /** Where a block of this depth stands: in the list item above that it belongs to, or outside. */
  private placeFor(indent: number): RootContent[] {
    this.closeFrom(indent);
    return this.innermost();
  }

  private innermost(): RootContent[] {
    return this.lists.at(-1)?.list.children.at(-1)?.children ?? this.root;
  }

  private closeFrom(indent: number): void {
    while ((this.lists.at(-1)?.indent ?? -1) >= indent) this.lists.pop();
  }
}

function html(value: string): RootContent {
  return { type: "html", value };
}

/** On one line: a blank one would end the HTML. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replace(/\s+/g, " ");
}

function paragraph(children: PhrasingContent[]): Paragraph {
  return { type: "paragraph", children };
}
