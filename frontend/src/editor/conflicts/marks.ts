/** Marks in the text where one and others have changed the same word. */
import type { Editor } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import {
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from "@tiptap/y-tiptap";
import { type ID, RelativePosition } from "yjs";
import { icon } from "../menus/icons";
import type { Conflict } from "./find";

const KEY = new PluginKey<DecorationSet>("conflicts");

export interface Marks {
  conflicts: () => readonly Conflict[];
  current: () => Conflict | null;
  choose: (conflict: Conflict) => void;
}

/** Draws the marks until the returned function is called. */
export function drawMarks(editor: Editor, marks: Marks): () => void {
  editor.registerPlugin(
    new Plugin<DecorationSet>({
      key: KEY,
      state: {
        init: (_, state) => draw(state, marks),
        apply: (tr, drawn, _, state) => {
          if (isRemote(tr) || tr.getMeta(KEY)) return draw(state, marks);
          // The shared document hears of what is typed here only afterwards.
          return tr.docChanged ? drawn.map(tr.mapping, tr.doc) : drawn;
        },
      },
      props: { decorations: (state) => KEY.getState(state) },
    }),
  );
  return () => editor.unregisterPlugin(KEY);
}

/** Has the marks drawn anew, when other conflicts are left or another is looked at. */
export function redrawMarks({ state, view }: Editor): void {
  view.dispatch(state.tr.setMeta(KEY, true).setMeta("addToHistory", false));
}

/** Where the word is now; an empty range where it was, when it is gone. Null: nobody can tell. */
export function rangeOf(
  state: EditorState,
  { place, before, text, isBlock, made }: Conflict,
): { from: number; to: number } | null {
  const binding: ProsemirrorBinding = ySyncPluginKey.getState(state).binding;
  const at = (item: ID | null, type: ID | null, assoc: number) =>
    relativePositionToAbsolutePosition(
      binding.doc,
      binding.type,
      new RelativePosition(type, null, item, assoc),
      binding.mapping,
    );
  if (made) {
    const from = at(before, null, 0);
    const node = from === null ? null : state.doc.nodeAt(from);
    return from === null || !node ? null : { from, to: from + node.nodeSize };
  }
  const from = place ? at(place.first, null, 0) : before ? at(before, null, -1) : null;
  const start = from ?? (isBlock ? 0 : at(null, text, -1));
  if (start === null) return null;
  return { from: start, to: Math.max(start, (place && at(place.last, null, -1)) ?? start) };
}

function draw(state: EditorState, { conflicts, current, choose }: Marks): DecorationSet {
  const decorations = conflicts().flatMap((conflict) => {
    const range = rangeOf(state, conflict);
    if (!range) return [];
    const { from, to } = range;
    const isCurrent = conflict === current();
    const name = isCurrent ? "conflict conflict-current" : "conflict";
    const place = beside(state, conflict.made ? to - 1 : to);
    const button = Decoration.widget(place, () => buttonFor(conflict, choose), {
      side: 1,
      key: `conflict-${from}-${isCurrent}`,
      stopEvent: () => true,
      ignoreSelection: true,
    });
    if (conflict.made) return [Decoration.node(from, to, { class: name }), button];
    return from < to ? [Decoration.inline(from, to, { class: name }), button] : [button];
  });
  return DecorationSet.create(state.doc, decorations);
}

/** Between two blocks nothing can be drawn: then at the end of the first. */
function beside({ doc }: EditorState, pos: number): number {
  const { nodeBefore, nodeAfter, parent } = doc.resolve(pos);
  if (parent.isTextblock) return pos;
  if (nodeBefore?.isTextblock) return pos - 1;
  return nodeAfter?.isTextblock ? pos + 1 : pos;
}

function buttonFor(conflict: Conflict, choose: (conflict: Conflict) => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "conflict-button";
  button.contentEditable = "false";
  button.title = "Changed by you and by others";
  button.ariaLabel = "Changed by you and by others: show what was written";
  button.append(icon("git-compare"));
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => choose(conflict));
  return button;
}

function isRemote(tr: Transaction): boolean {
  return tr.docChanged && tr.getMeta(ySyncPluginKey)?.isChangeOrigin === true;
}
