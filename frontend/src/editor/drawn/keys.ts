/** Keys that lead into what is drawn, and out of it. */
import { undoInputRule } from "@tiptap/pm/inputrules";
import { type Command, type EditorState, Selection, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { isRtl } from "../schema/direction";
import { formulaAt, isEnd, isStart, openPiece, wholePiece, writesFormula } from "./pieces";
import { setSide } from "./side";

type Step = 1 | -1;

export function onArrow(view: EditorView, event: KeyboardEvent): boolean {
  if (event.isComposing || event.shiftKey || event.metaKey) return false;
  const command = commandOf(view, event);
  return command?.(view.state, view.dispatch, view) ?? false;
}

function commandOf({ state }: EditorView, event: KeyboardEvent): Command | undefined {
  const isPlain = !event.ctrlKey && !event.altKey;
  const ahead: Step = isRtl(state.selection.$from.parent.textContent) ? -1 : 1;
  switch (event.key) {
    case "Backspace":
      return either(undoInputRule, edge(-1, false));
    case "Delete":
      return edge(1, false);
    case "ArrowRight":
      return isPlain ? either(edge(ahead, true), intoBlock("right", ahead)) : undefined;
    case "ArrowLeft":
      return isPlain
        ? either(edge(ahead === 1 ? -1 : 1, true), intoBlock("left", ahead === 1 ? -1 : 1))
        : undefined;
    case "ArrowDown":
      return isPlain ? intoBlock("down", 1) : undefined;
    case "ArrowUp":
      return isPlain ? intoBlock("up", -1) : undefined;
    case "Enter":
    case "Escape":
      return isPlain ? leave : undefined;
    default:
      return undefined;
  }
}

function either(first: Command, second: Command): Command {
  return (state, dispatch, view) => first(state, dispatch, view) || second(state, dispatch, view);
}

/** Steps over the edge of a formula, where the cursor stands, instead of over a character. */
function edge(step: Step, mayLeave: boolean): Command {
  return (state, dispatch) => {
    const { $from, empty } = state.selection;
    const piece = empty ? formulaAt($from) : null;
    if (!piece) return false;
    const isInside = writesFormula(state);
    const mayEnter = step === 1 ? isStart(piece, $from) : isEnd(piece, $from);
    const isLeaving = step === 1 ? isEnd(piece, $from) : isStart(piece, $from);
    if (isInside ? !(mayLeave && isLeaving) : !mayEnter) return false;
    const tr = setSide(state, !isInside);
    if (tr) dispatch?.(tr);
    return true;
  };
}

/** Behind the formula that is being written. */
const leave: Command = (state, dispatch) => {
  const piece = openPiece(state);
  const isPending = !piece && state.selection.empty && writesFormula(state);
  if (!isPending && piece?.kind !== "formula") return false;
  const { selection, tr } = state;
  if (piece) tr.setSelection(TextSelection.create(tr.doc, selection.$from.start() + piece.to));
  const math = state.schema.marks.math;
  const marks = tr.selection.$from.marks();
  dispatch?.(tr.setStoredMarks(math ? math.removeFromSet(marks) : marks).scrollIntoView());
  return true;
};

/** Into the block beside this one when all that is seen of it is drawn: browsers would skip it. */
function intoBlock(direction: "up" | "down" | "left" | "right", step: Step): Command {
  return (state, dispatch, view) => {
    const target = besides(state, step);
    if (!target || !wholePiece(target.$head.parent) || !view?.endOfTextblock(direction))
      return false;
    dispatch?.(state.tr.setSelection(target).scrollIntoView());
    return true;
  };
}

function besides({ selection, doc }: EditorState, step: Step): Selection | null {
  const { $head, empty } = selection;
  if (!empty || $head.depth === 0) return null;
  return Selection.findFrom(doc.resolve(step === 1 ? $head.after() : $head.before()), step, true);
}
