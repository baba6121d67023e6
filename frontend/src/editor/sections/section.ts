/** What belongs to a collapsible section: the blocks below its toggle that stand deeper than it. */
import type { Node, ResolvedPos } from "@tiptap/pm/model";
import { clampIndent, isToggle } from "../schema/kinds";

/** How deep a node stands; what cannot be indented stands at the edge. */
export function depthOf(node: Node): number {
  return clampIndent(Number(node.attrs.indent ?? 0));
}

/** The index behind the last node that belongs to the toggle at `index` of what holds both. */
export function sectionEnd(parent: Pick<Node, "child" | "childCount">, index: number): number {
  const depth = depthOf(parent.child(index));
  let end = index + 1;
  while (end < parent.childCount && depthOf(parent.child(end)) > depth) end += 1;
  return end;
}

interface Span {
  from: number;
  to: number;
}

/** Where the section of the toggle that is at `pos` stands: from behind the toggle to its end. */
export function sectionAt(doc: Node, pos: number): Span {
  const $pos = doc.resolve(pos);
  const [from, to] = [$pos.index() + 1, sectionEnd($pos.parent, $pos.index())];
  return { from: $pos.posAtIndex(from), to: $pos.posAtIndex(to) };
}

/** The nodes of the section of the toggle that is at `pos`, one after the other. */
export function nodesInSection(doc: Node, pos: number): Span[] {
  const $pos = doc.resolve(pos);
  const parent = $pos.parent;
  let to = pos + parent.child($pos.index()).nodeSize;
  return parent.content.content
    .slice($pos.index() + 1, sectionEnd(parent, $pos.index()))
    .map(({ nodeSize }) => {
      const from = to;
      to += nodeSize;
      return { from, to };
    });
}

/** In front of each toggle to whose section a position belongs. */
export function togglesAround($pos: ResolvedPos): number[] {
  const found: number[] = [];
  for (let depth = 0; depth < Math.max($pos.depth, 1); depth++) {
    const parent = $pos.node(depth);
    const index = $pos.index(depth);
    const inside = parent.maybeChild(index);
    let pos = $pos.posAtIndex(index, depth);
    let edge = inside ? depthOf(inside) : 0;
    for (let i = index - 1; i >= 0 && edge > 0; i--) {
      const above = parent.child(i);
      pos -= above.nodeSize;
      if (depthOf(above) >= edge) continue;
      edge = depthOf(above);
      if (isToggle(above)) found.push(pos);
    }
  }
  return found;
}

/** In front of each toggle of the document. */
export function togglesOf(doc: Node): number[] {
  const found: number[] = [];
  doc.descendants((node, pos) => {
    if (isToggle(node)) found.push(pos);
    return !node.isTextblock;
  });
  return found;
}

/** Whether two documents have the same kinds of nodes at the same depths; their words may differ. */
export function haveSameShape(a: Node, b: Node): boolean {
  if (a === b) return true;
  if (a.type !== b.type || a.attrs.kind !== b.attrs.kind || depthOf(a) !== depthOf(b)) return false;
  if (a.isTextblock) return true;
  if (a.childCount !== b.childCount) return false;
  const [before, now] = [a.content.content, b.content.content];
  // What has not been touched is the same object still.
  return before.every((child, i) => child === now[i] || haveSameShape(child, now[i] ?? b));
}
