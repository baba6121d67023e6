/** Documents of lists and sections, with images, files and tables in them. */
import { Node } from "@tiptap/pm/model";
import { ATTACHMENT } from "./media";
import { Peer } from "./peers";

export interface Content {
  type: string;
  attrs?: Record<string, unknown>;
  content?: Content[];
  text?: string;
}

export function block(text: string, attrs: Record<string, unknown> = {}): Content {
  return { type: "block", attrs, content: text ? [{ type: "text", text }] : [] };
}

export function image(indent: number | null, caption = "caption"): Content {
  const attrs = { attachment: ATTACHMENT, naturalWidth: 90, naturalHeight: 60, indent };
  return { ...block(caption, attrs), type: "image" };
}

export function file(indent: number | null): Content {
  return { type: "file", attrs: { attachment: ATTACHMENT, name: "plan.pdf", size: 9, indent } };
}

export function table(indent: number | null, ...words: string[]): Content {
  const cells = words.map((word) => ({ type: "cell", content: [block(word)] }));
  return { type: "table", attrs: { indent }, content: [{ type: "row", content: cells }] };
}

/** Somebody before a document of these. */
export function open(...content: Content[]): Peer {
  const author = new Peer();
  const { state, view } = author.editor;
  const nodes = content.map((json) => Node.fromJSON(state.schema, json));
  view.dispatch(state.tr.replaceWith(0, state.doc.content.size, nodes));
  const peer = new Peer(author.state);
  author.close();
  return peer;
}

export const SECTION = [
  block("More", { kind: "toggle" }),
  image(1),
  file(1),
  table(1, "one", "two"),
  block("inside", { indent: 1 }),
  image(null, "behind"),
  block("end"),
];

/** How deep each of the document's nodes stands; as drawn, in the next. */
export function depths(peer: Peer): number[] {
  return peer.node.content.content.map(({ attrs }) => Number(attrs.indent ?? 0));
}

export function drawnDepths(peer: Peer): number[] {
  const drawn = [...peer.editor.view.dom.children] as HTMLElement[];
  return drawn.map(({ dataset }) => Number(dataset.indent ?? 0));
}
