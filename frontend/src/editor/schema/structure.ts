/** The document, its text, and the nodes that are not text. */
import { Node } from "@tiptap/core";
import type { Attrs, DOMOutputSpec } from "@tiptap/pm/model";
import { clampIndent } from "./kinds";

export const Document = Node.create({ name: "doc", topNode: true, content: "(flow | table)+" });

export const Text = Node.create({ name: "text", group: "inline" });

export const Rule = leaf("rule", "hr", ["hr"]);

/** The document's headings, which everybody's editor lists from the document (toc/tocView.ts). */
export const Toc = leaf("toc", "nav[data-toc]", [
  "nav",
  { "data-toc": "", "aria-label": "Table of contents" },
]);

/** On paper, what is behind it begins a page. */
export const PageBreak = leaf("pageBreak", "div[data-page-break]", [
  "div",
  { "data-page-break": "", role: "separator", "aria-label": "Page break" },
]);

/** A node that stands for itself; indented, it belongs to a section or an item. */
function leaf(name: string, tag: string, drawing: [string, Record<string, string>?]) {
  return Node.create({
    name,
    // Below the block's, so that what ProseMirror fills in by itself is a block.
    priority: 50,
    group: "flow",
    addAttributes: () => ({ indent: { default: null, rendered: false } }),
    parseHTML: () => [{ tag, getAttrs: (element) => ({ indent: indentOf(element.dataset) }) }],
    renderHTML: ({ node }): DOMOutputSpec => [
      drawing[0],
      { ...drawing[1], ...indentation(node.attrs) },
    ],
  });
}

export function indentOf({ indent }: Attrs): number | null {
  return clampIndent(Number(indent ?? 0)) || null;
}

export function indentation(attrs: Attrs): Record<string, string> {
  const indent = indentOf(attrs);
  return indent ? { "data-indent": String(indent) } : {};
}
