/** The headings of a document. */
import type { Node } from "@tiptap/pm/model";
import { type Level, shapeOf } from "../schema/kinds";
import { textBlocks } from "../view/blocks";

export interface Heading {
  node: Node;
  /** In front of the block. */
  pos: number;
  level: Level;
}

const known = new WeakMap<Node, Heading[]>();

/** The headings that have words, in order. Several ask for those of one document. */
export function headingsOf(doc: Node): Heading[] {
  const headings = known.get(doc) ?? findHeadings(doc);
  known.set(doc, headings);
  return headings;
}

function findHeadings(doc: Node): Heading[] {
  return textBlocks(doc).flatMap(({ node, start }) => {
    const { kind, level } = shapeOf(node.attrs);
    const isShown = kind === "heading" && node.content.size > 0 && node.textContent.trim() !== "";
    return isShown ? [{ node, pos: start - 1, level }] : [];
  });
}

/** How deep each heading stands: not its level, but how many headings it is under. */
export function depthsOf(headings: Heading[]): number[] {
  const above: Level[] = [];
  return headings.map(({ level }) => {
    while ((above.at(-1) ?? 0) >= level) above.pop();
    above.push(level);
    return above.length - 1;
  });
}

/** The index of the heading under which a position stands; -1 in front of the first. */
export function headingAt(headings: Heading[], pos: number): number {
  return headings.findLastIndex((heading) => heading.pos <= pos);
}
