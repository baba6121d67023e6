/** Words that stand for a person, a document or a day are deleted, and kept, as a whole. */
import { Extension } from "@tiptap/core";
import type { Mark, ResolvedPos } from "@tiptap/pm/model";
import {
  type Command,
  type EditorState,
  Plugin,
  TextSelection,
  type Transaction,
} from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { isBlock } from "../schema/kinds";

const MARKS = new Set(["mention", "date"]);

/** A run of words with one such mark. */
export interface Token {
  mark: Mark;
  from: number;
  to: number;
  text: string;
}

export const Tokens = Extension.create({
  name: "tokens",
  // Its keys come before those of the text.
  priority: 840,
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction: breakChanged,
      props: {
        handleKeyDown: (view, event) => {
          if (event.shiftKey || event.altKey || event.isComposing) return false;
          const edge = event.key === "Backspace" ? "to" : event.key === "Delete" ? "from" : null;
          return edge !== null && deleteToken(edge)(view.state, view.dispatch);
        },
      },
    }),
  ],
});

/** Writes the words in place of the selection, with this mark, and a space behind them. */
export function insertToken(text: string, name: string, attrs: Record<string, string>): Command {
  return (state, dispatch) => {
    const type = state.schema.marks[name];
    if (!type || !isBlock(state.selection.$from.parent)) return false;
    const { tr, selection, schema } = state;
    const marks = state.storedMarks ?? selection.$from.marks();
    const token = schema.text(text, type.create(attrs).addToSet(marks));
    tr.replaceWith(selection.from, selection.to, [token, schema.text(" ", marks)]);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** The run that touches the position. */
export function tokenAt($pos: ResolvedPos): Token | null {
  const start = $pos.start();
  let token: Token | null = null;
  let found: Token | null = null;
  $pos.parent.forEach((node, offset) => {
    const mark = node.marks.find(({ type }) => MARKS.has(type.name));
    const to = start + offset + node.nodeSize;
    if (!mark) token = null;
    else if (token?.mark.eq(mark)) {
      token.to = to;
      token.text += node.text ?? "";
    } else token = { mark, from: start + offset, to, text: node.text ?? "" };
    if (token && token.from <= $pos.pos && $pos.pos <= token.to) found ??= token;
  });
  return found;
}

function deleteToken(edge: "from" | "to"): Command {
  return (state, dispatch) => {
    const { empty, $from } = state.selection;
    const token = empty ? tokenAt($from) : null;
    if (!token || token[edge] !== $from.pos) return false;
    dispatch?.(state.tr.delete(token.from, token.to).scrollIntoView());
    return true;
  };
}

/** Words that somebody here changes are no longer what was mentioned. */
function breakChanged(
  transactions: readonly Transaction[],
  before: EditorState,
  state: EditorState,
): Transaction | null {
  const isMine = transactions.some((tr) => tr.docChanged && !tr.getMeta("token"));
  const isRemote = transactions.some((tr) => tr.getMeta(ySyncPluginKey));
  const { selection } = before;
  if (!isMine || isRemote || !(selection instanceof TextSelection)) return null;
  const old = tokenAt(selection.$from);
  if (!old || selection.from <= old.from || selection.from >= old.to) return null;
  const now = tokenAt(state.selection.$from);
  if (!now?.mark.eq(old.mark) || now.text === old.text) return null;
  return state.tr.removeMark(now.from, now.to, now.mark.type).removeStoredMark(now.mark.type);
}
