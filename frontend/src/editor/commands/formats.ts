/** Commands on the formats of words, beyond switching one on and off. */
import type { MarkType } from "@tiptap/pm/model";
import type { Command, EditorState, Transaction } from "@tiptap/pm/state";
import { type Color, isColor } from "../schema/colors";
import { isCode } from "../schema/kinds";
import { toggleFormat } from "./links";

/** What can be coloured: the words, or the ground behind them. */
export type Colored = "color" | "highlight";

/** Raises or lowers the words; what was the other way goes. */
export function toggleScript(name: "subscript" | "superscript"): Command {
  const other = name === "subscript" ? "superscript" : "subscript";
  return (state, dispatch, view) => {
    const type = state.schema.marks[other];
    const cleared = dispatch && type && ((tr: Transaction) => dispatch(without(tr, [type])));
    return toggleFormat(name)(state, cleared, view);
  };
}

/** Gives the selected words, or those typed next, a colour; null takes it away. */
export function setColor(name: Colored, color: Color | null): Command {
  return (state, dispatch) => {
    const type = state.schema.marks[name];
    if (!type || isCode(state.selection.$from.parent)) return false;
    if (color === null) {
      dispatch?.(without(state.tr, [type]));
      return true;
    }
    const mark = type.create({ color });
    const { tr, selection } = state;
    if (selection.empty) tr.addStoredMark(mark);
    else for (const { $from, $to } of selection.ranges) tr.addMark($from.pos, $to.pos, mark);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** Highlights in yellow; takes any highlight away where there is one. */
export const toggleHighlight: Command = (state, dispatch) =>
  setColor("highlight", colorAt(state, "highlight") ? null : "yellow")(state, dispatch);

/** Takes every format away, and leaves the links. */
export const clearFormats: Command = (state, dispatch) => {
  if (isCode(state.selection.$from.parent)) return false;
  const types = Object.values(state.schema.marks).filter((type) => type.name !== "link");
  dispatch?.(without(state.tr, types));
  return true;
};

/** The colour at the cursor, or where the selection begins. */
export function colorAt(state: EditorState, name: Colored): Color | null {
  const { empty, $from } = state.selection;
  const marks = empty ? (state.storedMarks ?? $from.marks()) : ($from.nodeAfter?.marks ?? []);
  const mark = marks.find(({ type }) => type.name === name);
  if (!mark) return null;
  if (isColor(mark.attrs.color)) return mark.attrs.color;
  return name === "highlight" ? "yellow" : null;
}

function without(tr: Transaction, types: MarkType[]): Transaction {
  for (const type of types) {
    if (tr.selection.empty) tr.removeStoredMark(type);
    else for (const { $from, $to } of tr.selection.ranges) tr.removeMark($from.pos, $to.pos, type);
  }
  return tr;
}
