/** Images as they are looked at and used in tests. */
import { NodeSelection } from "@tiptap/pm/state";
import type { Peer } from "./peers";

export const ATTACHMENT = "0f8fad5b-d9cb-469f-a165-70867728950e";

/** The first image in somebody's editor. */
export function figure(peer: Peer): Element | null {
  return peer.editor.view.dom.querySelector('[data-media="image"]');
}

/** Presses the button of this name in the text. */
export function press(peer: Peer, name: string): void {
  [...peer.editor.view.dom.querySelectorAll("button")]
    .find(({ textContent }) => textContent === name)
    ?.click();
}

/** Selects one of the document's nodes as a whole. */
export function selectNode(peer: Peer, index: number): Peer {
  const { state, view } = peer.editor;
  const pos = state.doc.resolve(0).posAtIndex(index);
  view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, pos)));
  return peer;
}
