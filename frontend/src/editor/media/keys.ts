/** The keys at images and in their captions. */

import type { EditorState } from "@tiptap/pm/state";
import { type Command, NodeSelection, Selection, TextSelection } from "@tiptap/pm/state";
import { attrsOf } from "../schema/kinds";
import { isMedia } from "../schema/media";
import { depthOf } from "../sections/section";

const isImage = ({ selection }: EditorState) =>
  selection instanceof NodeSelection && selection.node.type.name === "image";

const inCaption = ({ selection: { $from } }: EditorState) => $from.parent.type.name === "image";

/** From a selected image into its caption; from the caption on behind the image. */
export const enter: Command = (state, dispatch) => {
  if (isImage(state)) {
    dispatch?.(
      state.tr
        .setSelection(TextSelection.create(state.doc, state.selection.to - 1))
        .scrollIntoView(),
    );
    return true;
  }
  if (!inCaption(state)) return false;
  const { tr } = state;
  const after = state.selection.$from.after();
  const next = tr.doc.nodeAt(after);
  if (!next?.isTextblock || next.content.size > 0) {
    const indent = depthOf(state.selection.$from.parent);
    const paragraph = state.schema.nodes.block?.create(attrsOf({ indent }));
    if (paragraph) tr.insert(after, paragraph);
  }
  dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(after + 1))).scrollIntoView());
  return true;
};

/** At the start of a caption, and of a block behind an image, the image is selected. */
export const backspace: Command = (state, dispatch) => {
  const { empty, $from } = state.selection;
  if (!empty || $from.parentOffset > 0 || !$from.parent.isTextblock) return false;
  const before = $from.before();
  if (inCaption(state)) return select(before)(state, dispatch);
  const above = state.doc.resolve(before).nodeBefore;
  if (!above || !isMedia(above) || $from.parent.attrs.indent) return false;
  const isPlain = $from.parent.attrs.kind === "paragraph";
  return isPlain && select(before - above.nodeSize)(state, dispatch);
};

/** Delete at the end of a block in front of an image, and of a caption, joins nothing. */
export const forwardDelete: Command = (state, dispatch) => {
  const { empty, $from } = state.selection;
  if (!empty || !$from.parent.isTextblock || $from.parentOffset < $from.parent.content.size) {
    return false;
  }
  if (inCaption(state)) return true;
  const after = $from.after();
  const below = state.doc.nodeAt(after);
  return below !== null && isMedia(below) && select(after)(state, dispatch);
};

/** Up, down and sideways, an image is a step on the way. */
export function step(direction: "up" | "down" | "left" | "right"): Command {
  return (state, dispatch, view) => {
    const { empty, $from } = state.selection;
    if (!empty || !$from.parent.isTextblock || !view?.endOfTextblock(direction)) return false;
    const isBack = direction === "up" || direction === "left";
    if (inCaption(state) && isBack) return select($from.before())(state, dispatch);
    const edge = isBack ? $from.before() : $from.after();
    const $edge = state.doc.resolve(edge);
    const next = isBack ? $edge.nodeBefore : $edge.nodeAfter;
    if (next?.type.name !== "image") return false;
    return select(isBack ? edge - next.nodeSize : edge)(state, dispatch);
  };
}

function select(pos: number): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, pos)).scrollIntoView());
    return true;
  };
}

export const KEYS: Record<string, Command> = {
  Enter: enter,
  "Shift-Enter": (state) => inCaption(state),
  Backspace: backspace,
  Delete: forwardDelete,
  ArrowUp: step("up"),
  ArrowDown: step("down"),
  ArrowLeft: step("left"),
  ArrowRight: step("right"),
};
