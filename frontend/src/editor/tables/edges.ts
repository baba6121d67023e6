/** Backspace and Delete where a cell or a table begins or ends: they never take any of it away. */
import { type Command, TextSelection } from "@tiptap/pm/state";
import { isTable } from "../schema/tables";
import { isAtEdgeOfCell } from "./cursor";

/** At the start of a cell Backspace has nothing to do. */
export const stayInCell: Command = (state) => isAtEdgeOfCell(state, -1);

/** Behind a table Backspace leads into it. */
export const enterTableBefore: Command = enterBeside(-1);

export const deleteAtEdge: Command = (state, dispatch) =>
  isAtEdgeOfCell(state, 1) || enterBeside(1)(state, dispatch);

function enterBeside(by: 1 | -1): Command {
  return (state, dispatch) => {
    const { $head, empty } = state.selection;
    if (!empty || $head.depth !== 1 || $head.parent.content.size === 0) return false;
    if ($head.parentOffset !== (by > 0 ? $head.parent.content.size : 0)) return false;
    const $edge = state.doc.resolve(by > 0 ? $head.after() : $head.before());
    const table = by > 0 ? $edge.nodeAfter : $edge.nodeBefore;
    if (!table || !isTable(table)) return false;
    const inside = state.doc.resolve($edge.pos + by);
    dispatch?.(state.tr.setSelection(TextSelection.near(inside, by)).scrollIntoView());
    return true;
  };
}
