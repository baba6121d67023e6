/** Draws nodes as the schema says, for views that add something to it. */
import { DOMSerializer, type Node } from "@tiptap/pm/model";

export function drawn(node: Node): { dom: HTMLElement; contentDOM: HTMLElement | undefined } {
  const spec = node.type.spec.toDOM?.(node) ?? ["div", 0];
  const { dom, contentDOM } = DOMSerializer.renderSpec(document, spec);
  return { dom: dom as HTMLElement, contentDOM };
}
