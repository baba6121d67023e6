/** The keyboard. */
import { Extension } from "@tiptap/core";
import { baseKeymap, chainCommands, deleteSelection } from "@tiptap/pm/commands";
import { undoInputRule } from "@tiptap/pm/inputrules";
import { keymap } from "@tiptap/pm/keymap";
import type { Node } from "@tiptap/pm/model";
import { type Command, Plugin, Selection, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { readCursor } from "../collaboration/readCursor";
import { setAlign, setKind, toggleChecked, toggleKind } from "../commands/blocks";
import { clearFormats, toggleHighlight, toggleScript } from "../commands/formats";
import { toggleFormula } from "../commands/formulas";
import { indent } from "../commands/indent";
import { toggleFormat } from "../commands/links";
import { backspace, enter, exitCode, insertLeaf, lineBreak } from "../commands/text";
import { isCode, LEVELS } from "../schema/kinds";
import { openBeforeJoin, toggleSection } from "../sections/commands";

/** Tab writes into code, and indents whatever else it is pressed in. */
const tab: Command = (state, dispatch) => {
  if (!isCode(state.selection.$from.parent)) return indent(1)(state, dispatch) || true;
  dispatch?.(state.tr.insertText("\t").scrollIntoView());
  return true;
};

const shiftTab: Command = (state, dispatch) => indent(-1)(state, dispatch) || true;

/** To one end of the document: browsers do not find it there, where nothing is drawn. */
function goTo(find: (doc: Node) => Selection, selects: boolean): Command {
  return (_, dispatch, view) => {
    if (!dispatch || !view) return true;
    const { doc, selection, tr } = view.state;
    const end = find(doc);
    const next = selects ? TextSelection.between(selection.$anchor, end.$head) : end;
    dispatch(tr.setSelection(next).scrollIntoView());
    return true;
  };
}

const onBackspace = chainCommands(undoInputRule, deleteSelection, backspace);

const BINDINGS: Record<string, Command> = {
  Enter: enter,
  "Shift-Enter": lineBreak,
  "Mod-Shift-Enter": insertLeaf("pageBreak"),
  "Mod-Enter": chainCommands(toggleChecked, toggleSection, exitCode),
  Backspace: onBackspace,
  "Mod-Backspace": onBackspace,
  "Shift-Backspace": onBackspace,
  Delete: openBeforeJoin,
  Tab: tab,
  "Shift-Tab": shiftTab,
  "Mod-Home": goTo(Selection.atStart, false),
  "Mod-End": goTo(Selection.atEnd, false),
  "Shift-Mod-Home": goTo(Selection.atStart, true),
  "Shift-Mod-End": goTo(Selection.atEnd, true),
  "Meta-ArrowUp": goTo(Selection.atStart, false),
  "Meta-ArrowDown": goTo(Selection.atEnd, false),
  "Shift-Meta-ArrowUp": goTo(Selection.atStart, true),
  "Shift-Meta-ArrowDown": goTo(Selection.atEnd, true),
  "Mod-b": toggleFormat("bold"),
  "Mod-i": toggleFormat("italic"),
  "Mod-u": toggleFormat("underline"),
  "Mod-e": toggleFormat("code"),
  "Mod-Shift-s": toggleFormat("strike"),
  "Mod-Shift-h": toggleHighlight,
  "Mod-Shift-m": toggleFormula,
  "Mod-.": toggleScript("superscript"),
  "Mod-,": toggleScript("subscript"),
  "Mod-\\": clearFormats,
  "Mod-Alt-0": setKind("paragraph"),
  ...Object.fromEntries(LEVELS.map((level) => [`Mod-Alt-${level}`, toggleKind("heading", level)])),
  "Mod-Shift-l": setAlign("start"),
  "Mod-Shift-e": setAlign("center"),
  "Mod-Shift-r": setAlign("end"),
  "Mod-Shift-j": setAlign("justify"),
  "Mod-Shift-7": toggleKind("ordered"),
  "Mod-Shift-8": toggleKind("bullet"),
  "Mod-Shift-9": toggleKind("task"),
};

/**
 * What a key does depends on where the cursor is, which may have moved within this frame. Left to
 * browsers, as in the middle of words, deleting over blocks keeps the look of the deleted by a
 * `style` attribute, which the page's CSP refuses. Characters are seen to by typeOver.ts.
 */
const readFirst = (
  _: EditorView,
  { key, ctrlKey, metaKey, isComposing }: KeyboardEvent,
): boolean => {
  if (!isComposing && (key.length > 1 || ctrlKey || metaKey)) readCursor();
  return false;
};

/** In place of Tiptap's own keymap, which clears the document's format behind one's back. */
export const Keys = Extension.create({
  name: "keys",
  addProseMirrorPlugins: () => [
    new Plugin({ props: { handleDOMEvents: { keydown: readFirst } } }),
    keymap(BINDINGS),
    keymap(baseKeymap),
  ],
});
