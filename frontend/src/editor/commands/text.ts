/** Commands of Enter and Backspace, and those that insert something. */
import { joinBackward } from "@tiptap/pm/commands";
import type { Attrs } from "@tiptap/pm/model";
import { type Command, type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { attrsOf, hasLanguage, isBlock, isCode, isList, isToggle, shapeOf } from "../schema/kinds";
import { languageNamed } from "../schema/languages";
import { enterAboveSection, enterBehindSection, hasSection } from "../sections/commands";
import { enterTableBefore, stayInCell } from "../tables/edges";
import { demote, setShape } from "./blocks";

/** Enter: a new block of a fitting kind; on an empty item, a step out of the list. */
export const enter: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!isBlock($from.parent)) return false;
  if (isCode($from.parent)) {
    return [nameLanguage, leaveCode, lineBreak].some((command) => command(state, dispatch));
  }
  if (enterAboveSection(state, dispatch) || enterBehindSection(state, dispatch)) return true;
  const isHeld = isToggle($from.parent) && hasSection(state, $from.before());
  const isBlank = empty && $from.parent.content.size === 0;
  if (isBlank && !isHeld && demote(state, dispatch)) return true;
  dispatch?.(split(state.tr).scrollIntoView());
  return true;
};

/** Shift-Enter: a new line inside the block. */
export const lineBreak: Command = (state, dispatch) => {
  if (!isBlock(state.selection.$from.parent)) return false;
  dispatch?.(state.tr.insertText("\n").scrollIntoView());
  return true;
};

/** Backspace at the start of a block: first the kind goes, then the indent, then the border. */
export const backspace: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || !isBlock($from.parent)) return false;
  const { kind } = shapeOf($from.parent.attrs);
  if (kind !== "paragraph" && !isList(kind)) {
    const pos = $from.before();
    dispatch?.(setShape(state.tr, pos, { ...shapeOf($from.parent.attrs), kind: "paragraph" }));
    return true;
  }
  const steps = [demote, enterTableBefore, joinBackward, stayInCell];
  return steps.some((step) => step(state, dispatch, view));
};

/**
 * Puts a node that is not text before the block of the cursor, as deep as it stands, or after it when
 * there is text in front.
 */
export function insertLeaf(name: string, attrs: Attrs = {}): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    if (!isBlock($from.parent)) return false;
    const { indent } = attrsOf(shapeOf($from.parent.attrs));
    const leaf = state.schema.nodes[name]?.create({ ...attrs, indent });
    if (!leaf) return false;
    const { tr } = state;
    if ($from.parentOffset > 0) split(tr);
    dispatch?.(tr.insert(tr.selection.$from.before(), leaf).scrollIntoView());
    return true;
  };
}

export const insertRule = insertLeaf("rule");

/** A language's name and nothing else, as markdown has it behind the three backticks. */
const nameLanguage: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const shape = shapeOf($from.parent.attrs);
  const language = hasLanguage($from.parent) && languageNamed($from.parent.textContent);
  if (!empty || !language || shape.language || $from.parentOffset < $from.parent.content.size) {
    return false;
  }
  const tr = state.tr.delete($from.start(), $from.end());
  dispatch?.(setShape(tr, $from.before(), { ...shape, language }).scrollIntoView());
  return true;
};

/** Two empty lines at the end of code lead out of it. */
const leaveCode: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const text = $from.parent.textContent;
  if (!empty || $from.parentOffset < $from.parent.content.size || !text.endsWith("\n\n")) {
    return false;
  }
  dispatch?.(paragraphAfter(state, state.tr.delete($from.pos - 2, $from.pos)));
  return true;
};

/** Ctrl-Enter in code: on with a paragraph behind it. */
export const exitCode: Command = (state, dispatch) => {
  if (!isCode(state.selection.$from.parent)) return false;
  dispatch?.(paragraphAfter(state, state.tr));
  return true;
};

function paragraphAfter(state: EditorState, tr: Transaction): Transaction {
  const after = tr.mapping.map(state.selection.$from.after());
  const paragraph = state.schema.nodes.block?.create(attrsOf({}));
  if (paragraph) tr.insert(after, paragraph);
  return tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView();
}

/** Splits the block at the selection; the words in front keep the block, as far as it exists. */
function split(tr: Transaction): Transaction {
  tr.deleteSelection();
  const { $from } = tr.selection;
  const shape = shapeOf($from.parent.attrs);
  const atStart = $from.parentOffset === 0 && $from.parent.content.size > 0;
  const atEnd = $from.parentOffset === $from.parent.content.size;
  const blank = { ...shape, checked: false };
  if (shape.kind === "heading" || shape.kind === "toggle") blank.kind = "paragraph";
  const next = shape.kind === "toggle" ? { ...blank, indent: shape.indent + 1 } : blank;
  const after = atStart || (shape.kind === "heading" && !atEnd) ? shape : next;
  const before = $from.before();
  tr.split($from.pos, 1, [{ type: $from.parent.type, attrs: attrsOf(after) }]);
  return atStart ? setShape(tr, before, blank) : tr;
}
