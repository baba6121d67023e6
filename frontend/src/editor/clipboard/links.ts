/** Addresses in what is pasted become links. */
import { Fragment, type Node, type Schema } from "@tiptap/pm/model";
import { isCode } from "../schema/kinds";
import { ADDRESS, completeUrl } from "../schema/urls";

export function linkAddresses(content: Fragment, schema: Schema): Fragment {
  const nodes: Node[] = [];
  content.forEach((node) => {
    if (node.isText) nodes.push(...linkText(node, schema));
    else if (isCode(node)) nodes.push(node);
    else nodes.push(node.copy(linkAddresses(node.content, schema)));
  });
  return Fragment.from(nodes);
}

function linkText(node: Node, schema: Schema): Node[] {
  const text = node.text ?? "";
  const { link, math } = schema.marks;
  if (!link || link.isInSet(node.marks) || math?.isInSet(node.marks)) return [node];
  const pieces: Node[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const href = completeUrl(match[0]);
    if (!href) continue;
    if (match.index > end) pieces.push(node.cut(end, match.index));
    end = match.index + match[0].length;
    pieces.push(node.cut(match.index, end).mark(link.create({ href }).addToSet(node.marks)));
  }
  if (end < text.length) pieces.push(node.cut(end));
  return pieces;
}
