/** A document's updates, read with a fresh replica and the editor's own schema. */
import { initProseMirrorDoc } from "@tiptap/y-tiptap";
import { applyUpdate, Doc } from "yjs";
import { ROOT, schema } from "../editor/schema";

export function read(updates: Uint8Array[]) {
  const doc = new Doc();
  for (const update of updates) applyUpdate(doc, update);
  let wrote = false;
  doc.on("update", () => {
    wrote = true;
  });
  const content = initProseMirrorDoc(doc.getXmlFragment(ROOT), schema).doc.toJSON();
  return { content, wrote };
}
