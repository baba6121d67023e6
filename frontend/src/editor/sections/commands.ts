/** Commands of collapsible sections. Opening and closing them changes nothing in the document. */
import { type Command, type EditorState, TextSelection } from "@tiptap/pm/state";
import { attrsOf, isToggle, type Shape, shapeOf } from "../schema/kinds";
import { isClosed, setClosed } from "./folds";
import { sectionAt } from "./section";

/** Opens or closes the section of the toggle at a position; the cursor is not left in it. */
export function toggleAt(pos: number): Command {
  return (state, dispatch) => {
    const toggle = state.doc.nodeAt(pos);
    if (!toggle || !isToggle(toggle)) return false;
    const closes = !isClosed(state, pos);
    const tr = setClosed(state.tr, pos, closes);
    const { from, to } = sectionAt(state.doc, pos);
    const { anchor, head } = state.selection;
    if (closes && [anchor, head].some((at) => at >= from && at < to)) {
      tr.setSelection(TextSelection.create(state.doc, from - 1));
    }
    dispatch?.(tr);
    return true;
  };
}

/** Opens or closes the section of the toggle with the cursor. */
export const toggleSection: Command = (state, dispatch) => {
  const pos = toggleOf(state);
  return pos !== null && toggleAt(pos)(state, dispatch);
};

/** Enter in front of a toggle's words: room above it. */
export const enterAboveSection: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const paragraph = state.schema.nodes.block?.create(attrsOf({ indent: shapeAt(state).indent }));
  const isAtStart = empty && $from.parentOffset === 0 && $from.parent.content.size > 0;
  if (toggleOf(state) === null || !isAtStart || !paragraph) return false;
  dispatch?.(state.tr.insert($from.before(), paragraph).scrollIntoView());
  return true;
};

/** Enter at the end of a closed toggle: another toggle, behind what is hidden. */
export const enterBehindSection: Command = (state, dispatch) => {
  const pos = endOfClosed(state);
  const { block } = state.schema.nodes;
  if (pos === null || !block) return false;
  const { kind, indent } = shapeAt(state);
  const { to } = sectionAt(state.doc, pos);
  const tr = state.tr.insert(to, block.create(attrsOf({ kind, indent })));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, to + 1)).scrollIntoView());
  return true;
};

/** Delete at the end of a closed toggle: what would be joined to it is shown first. */
export const openBeforeJoin: Command = (state, dispatch) => {
  const pos = endOfClosed(state);
  return pos !== null && hasSection(state, pos) && toggleAt(pos)(state, dispatch);
};

/** Whether something belongs to the toggle at a position. */
export function hasSection({ doc }: EditorState, pos: number): boolean {
  const { from, to } = sectionAt(doc, pos);
  return to > from;
}

function endOfClosed(state: EditorState): number | null {
  const pos = toggleOf(state);
  const { $from, empty } = state.selection;
  const isAtEnd = empty && $from.parentOffset === $from.parent.content.size;
  return pos !== null && isAtEnd && $from.parentOffset > 0 && isClosed(state, pos) ? pos : null;
}

function shapeAt({ selection }: EditorState): Shape {
  return shapeOf(selection.$from.parent.attrs);
}

/** In front of the toggle with the cursor. */
function toggleOf({ selection: { $from } }: EditorState): number | null {
  return isToggle($from.parent) ? $from.before() : null;
}
