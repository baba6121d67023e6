/** Puts files into the document, and what becomes of them. */
import type { Node } from "@tiptap/pm/model";
import { type Command, PluginKey, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { type Place, placeAt } from "../commands/place";
import { attrsOf } from "../schema/kinds";
import { attachmentOf, isMedia } from "../schema/media";
import { acceptable, IMAGES } from "./refusals";
import type { Uploads } from "./uploads";

export const mediaKey = new PluginKey<Uploads>("media");

/** Begins to send files, and puts what stands for them behind the block at `pos`. */
export function insertFiles(view: EditorView, files: readonly File[], pos?: number): void {
  const uploads = mediaKey.getState(view.state);
  const taken = acceptable(files, uploads?.limit);
  if (!uploads || taken.length === 0) return;
  const place = placeAt(view.state, pos ?? view.state.selection.to);
  const { indent } = place;
  const nodes = taken.flatMap((file) => {
    const isImage = IMAGES.includes(file.type);
    const attachment = uploads.start(file, isImage);
    const { nodes: types } = view.state.schema;
    return (
      (isImage
        ? types.image?.create({ attachment, indent })
        : types.file?.create({ attachment, name: file.name, indent })) ?? []
    );
  });
  insertNodes(view, nodes, place);
}

function insertNodes(view: EditorView, nodes: Node[], { pos, indent }: Place): void {
  const { state } = view;
  const { tr } = state;
  tr.insert(pos, nodes);
  const end = pos + nodes.reduce((size, { nodeSize }) => size + nodeSize, 0);
  const attrs = attrsOf({ indent: indent ?? 0 });
  const paragraph = tr.doc.nodeAt(end) ? null : state.schema.nodes.block?.create(attrs);
  // So that one can go on writing.
  if (paragraph) tr.insert(end, paragraph).setSelection(TextSelection.create(tr.doc, end + 1));
  view.dispatch(tr.scrollIntoView());
  view.focus();
}

/** Writes into the document what is now known of uploads; undo leaves that alone. */
export function settle(view: EditorView): void {
  if (view.isDestroyed) return;
  const uploads = mediaKey.getState(view.state);
  const { tr } = view.state;
  for (const { id, received } of uploads?.received() ?? []) {
    view.state.doc.descendants((node, pos) => {
      if (!isMedia(node) || attachmentOf(node.attrs.attachment) !== id || !received) return;
      const { name, size, width, height } = received;
      const known =
        node.type.name === "image"
          ? { naturalWidth: width, naturalHeight: height }
          : { name, size };
      for (const [attribute, value] of Object.entries(known)) {
        if (node.attrs[attribute] !== value) tr.setNodeAttribute(pos, attribute, value);
      }
    });
  }
  if (tr.docChanged) view.dispatch(tr.setMeta("addToHistory", false));
}

/** Asks for images, or for any files, and puts them in. */
export function chooseFiles(accepts: "images" | "files"): Command {
  return (state, dispatch, view) => {
    if (!mediaKey.getState(state)) return false;
    if (!dispatch || !view) return true;
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    if (accepts === "images") input.accept = IMAGES.join(",");
    input.addEventListener("change", () => insertFiles(view, [...(input.files ?? [])]));
    input.click();
    return true;
  };
}
