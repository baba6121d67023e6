/** Tells screen readers what keys make of the text: nothing of it is heard otherwise. */
import type { Editor } from "@tiptap/core";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { isBlock, shapeOf } from "../editor/schema/kinds";
import { kindOf, TOOLS } from "../editor/toolbar/tools";
import { announce } from "./announce";

const FORMATS = {
  bold: "Bold",
  italic: "Italic",
  underline: "Underline",
  strike: "Strikethrough",
  code: "Code",
  subscript: "Subscript",
  superscript: "Superscript",
};

type Kind = ReturnType<typeof kindOf>;

/** Kinds are told by the names that `toolbar` has for them. */
export function tellFormats(editor: Editor, toolbar: HTMLElement): void {
  let before = editor.state;
  const nameOf = (kind: Kind) =>
    "name" in kind
      ? kind.name
      : (toolbar.querySelector(`[data-tool="${kind.tool}"] [data-label]`)?.textContent ?? "");
  editor.on("transaction", ({ transaction, editor: { state } }) => {
    const previous = before;
    before = state;
    if (!isOwn(transaction) || !isSameBlock(previous, state)) return;
    const said = [
      ...formatsChanged(transaction, previous, state),
      ...shapeChanged(previous, state),
    ];
    const kind = kindOf(state);
    if (!isEqual(kindOf(previous), kind)) said.unshift(nameOf(kind));
    if (said.length > 0) announce(`${said.join(", ")}.`);
  });
}

function isEqual(one: Kind, other: Kind): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether it may have changed a format, and nobody else has made it. */
function isOwn(transaction: Transaction): boolean {
  const isOfOthers = transaction.getMeta(ySyncPluginKey)?.isChangeOrigin;
  return !isOfOthers && (transaction.docChanged || transaction.storedMarksSet);
}

/** Whoever has gone on to another block hears of its kind by going there. */
function isSameBlock({ selection: { $from } }: EditorState, { selection }: EditorState): boolean {
  const areBlocks = isBlock($from.parent) && isBlock(selection.$from.parent);
  return areBlocks && $from.before() === selection.$from.before();
}

/** A letter that is written may end a format as well, which is no news. */
function formatsChanged(
  { docChanged }: Transaction,
  before: EditorState,
  state: EditorState,
): string[] {
  if (docChanged && before.doc.content.size !== state.doc.content.size) return [];
  return Object.entries(FORMATS).flatMap(([name, label]) => {
    const [was, is] = [before, state].map((one) => TOOLS[name]?.isOn?.(one) === true);
    return was === is ? [] : [`${label} ${is ? "on" : "off"}`];
  });
}

function shapeChanged(before: EditorState, state: EditorState): string[] {
  const [was, is] = [before, state].map(({ selection }) => shapeOf(selection.$from.parent.attrs));
  const said: string[] = [];
  if (!was || !is) return said;
  if (was.kind === is.kind && was.checked !== is.checked)
    said.push(is.checked ? "Done" : "Not done");
  if (was.indent !== is.indent) said.push(`Indent ${is.indent}`);
  if (was.align !== is.align) said.push(`Aligned ${ALIGNMENTS[is.align]}`);
  return said;
}

const ALIGNMENTS = {
  start: "to the start",
  center: "to the centre",
  end: "to the end",
  justify: "to both sides",
};
