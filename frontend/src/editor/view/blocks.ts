/** The text blocks of a document, wherever they stand. */
import type { Node } from "@tiptap/pm/model";

export interface TextBlock {
  node: Node;
  /** Where its text begins. */
  start: number;
}

export function textBlocks(doc: Node): TextBlock[] {
  const blocks: TextBlock[] = [];
  doc.descendants((node, pos) => {
    if (node.isTextblock) blocks.push({ node, start: pos + 1 });
    return !node.isTextblock;
  });
  return blocks;
}

/** The block's text, with one character for whatever in it is not text: offsets are positions. */
export function textOf(node: Node, from = 0, to = node.content.size): string {
  return node.textBetween(from, to, "", "\ufffc");
}
