/** Videos in the text: how they are drawn, asked for and made of an address that is pasted. */
import { Extension } from "@tiptap/core";
import { type Command, Plugin, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import { insertLeaf } from "../commands/text";
import { isBlock, shapeOf } from "../schema/kinds";
import { videoAt } from "../schema/videos";
import { VideoView } from "./videoView";

/** Is told to the text's element when somebody wants a video whose address is not known yet. */
export const ASK_VIDEO = "askvideo";

export const Videos = Extension.create({
  name: "videos",
  addProseMirrorPlugins: () => [
    new Plugin({ props: { nodeViews: { video: (node) => new VideoView(node) } } }),
  ],
});

export const askVideo: Command = ({ selection }, dispatch, view) => {
  if (!isBlock(selection.$from.parent)) return false;
  if (dispatch) view?.dom.dispatchEvent(new Event(ASK_VIDEO));
  return true;
};

export function insertVideo(url: string): Command {
  return insertLeaf("video", { url });
}

/**
 * An address of a video, alone in an empty line: the video is shown. Undo gives the line with the
 * link back, as it is for any other address.
 */
export function pasteVideo(view: EditorView, text: string): boolean {
  const { empty, $from } = view.state.selection;
  const url = text.trim();
  const { link } = view.state.schema.marks;
  const isLine =
    shapeOf($from.parent.attrs).kind === "paragraph" && $from.parent.content.size === 0;
  if (!empty || !link || !isBlock($from.parent) || !isLine || !videoAt(url)) return false;
  const mark = link.create({ href: url });
  view.dispatch(view.state.tr.replaceSelectionWith(view.state.schema.text(url, [mark]), false));
  const undo = yUndoPluginKey.getState(view.state)?.undoManager;
  undo?.stopCapturing();
  view.dispatch(videoForLine(view, url));
  undo?.stopCapturing();
  return true;
}

/** The block with the cursor is emptied, and the video stands above it. */
function videoForLine(view: EditorView, url: string): Transaction {
  const { $from } = view.state.selection;
  const { indent } = $from.parent.attrs;
  const tr = view.state.tr.delete($from.start(), $from.end());
  const video = view.state.schema.nodes.video?.create({ url, indent });
  if (video) tr.insert($from.before(), video);
  return tr.scrollIntoView();
}
