/** Which element of the shared document a node of the editor's is. */
import type { Node } from "@tiptap/pm/model";
import type { EditorState } from "@tiptap/pm/state";
import { type ProsemirrorBinding, ySyncPluginKey } from "@tiptap/y-tiptap";
import { XmlElement, XmlFragment } from "yjs";

/** The element of the node at a position. `doc` is as the shared document is at this moment. */
export function elementAt(state: EditorState, doc: Node, pos: number): XmlElement | null {
  const binding: ProsemirrorBinding | undefined = ySyncPluginKey.getState(state)?.binding;
  const $pos = doc.resolve(pos);
  let place: unknown = binding?.type;
  for (let depth = 0; depth <= $pos.depth; depth++) {
    place = place instanceof XmlFragment ? place.get($pos.index(depth)) : null;
  }
  return place instanceof XmlElement ? place : null;
}

/** What names an element in every replica, for as long as it is there; null outside of a document. */
export function idOf(element: XmlElement | null): string | null {
  const id = element?._item?.id;
  return id ? `${id.client}:${id.clock}` : null;
}
