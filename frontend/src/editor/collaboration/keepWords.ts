/** Watches the shared document for blocks that go while one writes in them. */
import { Extension } from "@tiptap/core";
import { Plugin, Selection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import {
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from "@tiptap/y-tiptap";
import {
  compareIDs,
  createRelativePositionFromTypeIndex,
  type RelativePosition,
  type Transaction,
} from "yjs";
import { type Loss, lossesOf, type Place, putBack } from "./rescue";

export const KeepWords = Extension.create({
  name: "keepWords",
  // Behind the collaboration, whose binding it looks at.
  priority: 100,
  addProseMirrorPlugins: () => [new Plugin({ view: keepWords })],
});

function keepWords(view: EditorView) {
  const binding: ProsemirrorBinding = ySyncPluginKey.getState(view.state).binding;
  const { doc, type } = binding;

  const onTransaction = (transaction: Transaction) => {
    const losses = transaction.local ? [] : lossesOf(transaction, type);
    if (losses.length === 0) return;
    const cursor: RelativePosition | null = binding.beforeTransactionSelection?.head ?? null;
    doc.transact(() => {
      for (const loss of losses) {
        const offset = cursor && offsetIn(loss, cursor);
        if (offset === null && !loss.pieces.some(({ isUnseen }) => isUnseen)) continue;
        const place = putBack(loss, transaction, type);
        if (offset !== null && place) moveCursor(view, binding, place, offset);
      }
    }, ySyncPluginKey);
  };

  doc.on("afterTransaction", onTransaction);
  return { destroy: () => doc.off("afterTransaction", onTransaction) };
}

/** How far into the lost text a cursor stood; null for one that stood elsewhere. */
function offsetIn({ text, pieces }: Loss, cursor: RelativePosition): number | null {
  let offset = 0;
  for (const { id, words } of pieces) {
    const inside = cursor.item?.client === id.client ? cursor.item.clock - id.clock : -1;
    if (inside >= 0 && inside < words.length) return offset + inside;
    offset += words.length;
  }
  const isAtEnd = !cursor.item && compareIDs(cursor.type, text._item?.id ?? null);
  return isAtEnd ? offset : null;
}

/** Puts the cursor where its words are, once the editor shows them. */
function moveCursor(view: EditorView, binding: ProsemirrorBinding, place: Place, offset: number) {
  const { doc, type, mapping } = binding;
  doc.once("afterAllTransactions", () => {
    const index = Math.min(place.index + offset, place.text.length);
    const position = createRelativePositionFromTypeIndex(place.text, index);
    const pos = relativePositionToAbsolutePosition(doc, type, position, mapping);
    if (pos === null || view.isDestroyed) return;
    const { tr } = view.state;
    view.dispatch(
      tr.setSelection(Selection.near(tr.doc.resolve(pos))).setMeta("addToHistory", false),
    );
  });
}
