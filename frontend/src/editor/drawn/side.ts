/** On which side of a formula's edge the cursor is: what is typed there belongs to it, or does not. */
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { formulaAt, isEnd, isStart, openPiece, writesFormula } from "./pieces";

/** Keeps the cursor on its side: it gets into a formula, and out, by a step of its own. */
export function keepSide(
  transactions: readonly Transaction[],
  before: EditorState,
  state: EditorState,
): Transaction | null {
  if (!transactions.some(({ docChanged, selectionSet }) => docChanged || selectionSet)) return null;
  const { selection, storedMarks } = state;
  if (!(selection instanceof TextSelection) || !selection.empty || storedMarks) return null;
  const piece = formulaAt(selection.$from);
  const isAtEdge = piece && (isStart(piece, selection.$from) || isEnd(piece, selection.$from));
  const wasInside = isInside(before);
  const isChange = transactions.some(({ docChanged }) => docChanged);
  if (!isAtEdge) {
    // One that has no letter yet is but a promise, which others' changes must not break.
    const isRemote = transactions.some((tr) => tr.getMeta(ySyncPluginKey)?.isChangeOrigin);
    return wasInside && isRemote && !piece && !openPiece(before) ? setSide(state, true) : null;
  }
  const isThere = isChange || before.selection.$from.sameParent(selection.$from);
  const isInsideNow =
    wasInside && isThere && (isChange || formulaAt(before.selection.$from) === piece);
  return isInsideNow === writesFormula(state) ? null : setSide(state, isInsideNow);
}

/** Puts the cursor, which stays where it is, into the formula or out of it. */
export function setSide(state: EditorState, isInside: boolean): Transaction | null {
  const math = state.schema.marks.math?.create();
  const marks = state.storedMarks ?? state.selection.$from.marks();
  if (!math) return null;
  return state.tr.setStoredMarks(isInside ? math.addToSet(marks) : math.removeFromSet(marks));
}

function isInside(state: EditorState): boolean {
  return state.selection.empty && writesFormula(state);
}
