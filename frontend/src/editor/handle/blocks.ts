/** Commands on whole blocks that need no moving. */
import { type Command, Selection } from "@tiptap/pm/state";
import { attrsOf } from "../schema/kinds";
import { selectedGroup } from "./group";

/** Puts a copy behind the selected blocks, and the selection into it. */
export const duplicate: Command = (state, dispatch) => {
  const { doc, selection, tr } = state;
  const { from, to } = selectedGroup(doc, selection);
  const end = doc.resolve(0).posAtIndex(to);
  const size = end - doc.resolve(0).posAtIndex(from);
  tr.insert(end, doc.content.content.slice(from, to));
  const json = selection.toJSON();
  json.anchor += size;
  if ("head" in json) json.head += size;
  dispatch?.(tr.setSelection(Selection.fromJSON(tr.doc, json)).scrollIntoView());
  return true;
};

/** Deletes the selected blocks; a document that would be empty keeps a paragraph. */
export const deleteBlocks: Command = (state, dispatch) => {
  const { doc, selection, schema, tr } = state;
  const { from, to } = selectedGroup(doc, selection);
  const start = doc.resolve(0).posAtIndex(from);
  const end = doc.resolve(0).posAtIndex(to);
  const paragraph = schema.nodes.block?.create(attrsOf({}));
  if (to - from === doc.childCount && paragraph) tr.replaceWith(start, end, paragraph);
  else tr.delete(start, end);
  const near = Selection.near(tr.doc.resolve(Math.min(start, tr.doc.content.size)));
  dispatch?.(tr.setSelection(near).scrollIntoView());
  return true;
};
