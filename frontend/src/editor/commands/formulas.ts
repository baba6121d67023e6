/** Commands that make formulas among the words. */
import type { Command } from "@tiptap/pm/state";
import { openPiece } from "../drawn/pieces";
import { isCode } from "../schema/kinds";
import { hasFormat } from "./links";

/** Takes the selected words, or what is typed next, for LaTeX; a formula turns back into words. */
export const toggleFormula: Command = (state, dispatch) => {
  const { math } = state.schema.marks;
  const { selection, tr } = state;
  if (!math || isCode(selection.$from.parent)) return false;
  const open = openPiece(state);
  if (open) {
    const start = selection.$from.start();
    dispatch?.(tr.removeMark(start + open.from, start + open.to, math).removeStoredMark(math));
  } else if (selection.empty) {
    const marks = state.storedMarks ?? selection.$from.marks();
    const isPending = math.isInSet(marks);
    dispatch?.(isPending ? tr.removeStoredMark(math) : tr.addStoredMark(math.create()));
  } else {
    const isOn = hasFormat(state, "math");
    for (const { $from, $to } of selection.ranges) {
      if (isOn) tr.removeMark($from.pos, $to.pos, math);
      else tr.addMark($from.pos, $to.pos, math.create());
    }
    dispatch?.(tr);
  }
  return true;
};
