/** Markdown that turns into format while it is typed. Backspace right after it takes it back. */
import { Extension } from "@tiptap/core";
import { InputRule, inputRules } from "@tiptap/pm/inputrules";
import type { Attrs } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { setShape } from "../commands/blocks";
import { writesFormula } from "../drawn/pieces";
import { emojiNamed } from "../emoji/asker";
import { attrsOf, isBlock, isCode, type Kind, type Shape, shapeOf } from "../schema/kinds";
import { completeUrl } from "../schema/urls";

type Handler = ConstructorParameters<typeof InputRule>[1];

/** A rule that holds in every block but code, and outside of formulas. */
function rule(pattern: RegExp, handler: Exclude<Handler, string>): InputRule {
  return new InputRule(pattern, (state, match, start, end) => {
    const block = state.doc.resolve(start).parent;
    if (!isBlock(block) || isCode(block) || isInFormula(state, start, end)) return null;
    return handler(state, match, start, end);
  });
}

function isInFormula(state: EditorState, start: number, end: number): boolean {
  const { math } = state.schema.marks;
  return (math && state.doc.rangeHasMark(start, end, math)) || writesFormula(state);
}

/** A prefix that is typed away and says what the block is to be. */
function prefix(
  pattern: RegExp,
  from: Kind[],
  shape: (match: RegExpMatchArray) => Partial<Shape>,
): InputRule {
  return rule(pattern, (state, match, start, end) => {
    const $start = state.doc.resolve(start);
    const before = shapeOf($start.parent.attrs);
    if (!from.includes(before.kind)) return null;
    return setShape(state.tr.delete(start, end), $start.before(), { ...before, ...shape(match) });
  });
}

/**
 * Text between delimiters that becomes formatted. The first group is the whole, the second the text.
 *
 * @param isMeant whether this text between them is meant so
 */
function wrapped(
  pattern: RegExp,
  name: string,
  attrs?: Attrs,
  isMeant: (text: string) => boolean = () => true,
): InputRule {
  return rule(pattern, (state, match, start, end) => {
    const { [name]: type, code } = state.schema.marks;
    const [, whole = "", text = ""] = match;
    if (!type || !code || text.includes("\n") || !isMeant(text)) return null;
    if (state.doc.rangeHasMark(start, end, code)) return null;
    const opening = whole.indexOf(text);
    const from = end - (whole.length - 1);
    const tr = state.tr.delete(from + opening + text.length, end).delete(from, from + opening);
    // What is typed next is as the closing delimiter was: formats inside the text have ended too.
    const marks = state.storedMarks ?? state.doc.resolve(end).marks();
    tr.addMark(from, from + text.length, type.create(attrs));
    return tr.setStoredMarks(type.removeFromSet(marks));
  });
}

/** Amounts of money have a dollar in front only: the second begins another. */
const isNoMoney = (text: string) => !/^\d.*[^\w})\]']$/.test(text);

/** The characters in front of the cursor become a rule, with the rest of the block behind it. */
function ruleBefore(state: EditorState, _: RegExpMatchArray, start: number, end: number) {
  const $start = state.doc.resolve(start);
  const before = $start.before();
  const { indent } = attrsOf(shapeOf($start.parent.attrs));
  const node = state.schema.nodes.rule?.create({ indent });
  return node ? state.tr.delete(start, end).insert(before, node) : null;
}

/** The name of an emoji between colons; without those loaded there is no telling. */
function emojiBefore(state: EditorState, match: RegExpMatchArray, start: number, end: number) {
  const sign = emojiNamed(match[1] ?? "");
  const { code } = state.schema.marks;
  if (!sign || (code && state.doc.rangeHasMark(start, end, code))) return null;
  return state.tr.insertText(sign, start, end);
}

/** A typed address becomes a link when the space behind it is typed. */
function linkBefore(
  state: EditorState,
  match: RegExpMatchArray,
  _: number,
  end: number,
): Transaction | null {
  const [, address = "", punctuation = "", space = " "] = match;
  const href = completeUrl(address);
  const type = state.schema.marks.link;
  const to = end - punctuation.length;
  const from = to - address.length;
  if (!href || !type || state.doc.rangeHasMark(from, to, type)) return null;
  return state.tr
    .addMark(from, to, type.create({ href }))
    .insertText(space, end)
    .removeStoredMark(type);
}

const RULES = [
  prefix(/^(#{1,4})\s$/, ["paragraph", "heading"], ([, marks = ""]) => ({
    kind: "heading",
    level: shapeOf({ level: marks.length }).level,
  })),
  prefix(/^[-*+]\s$/, ["paragraph"], () => ({ kind: "bullet" })),
  prefix(/^1[.)]\s$/, ["paragraph"], () => ({ kind: "ordered" })),
  prefix(/^\[([ x]?)\]\s$/i, ["paragraph", "bullet", "ordered", "task"], ([, mark = ""]) => ({
    kind: "task",
    checked: mark.trim() !== "",
  })),
  prefix(/^>\s$/, ["paragraph"], () => ({ kind: "quote" })),
  prefix(/^>>\s$/, ["paragraph"], () => ({ kind: "toggle" })),
  prefix(/^\[!(note|tip|warning)\]\s$/i, ["paragraph", "quote", "callout"], ([, name = ""]) => ({
    kind: "callout",
    tone: shapeOf({ tone: name.toLowerCase() }).tone,
  })),
  prefix(/^```$/, ["paragraph"], () => ({ kind: "code" })),
  prefix(/^\$\$\s$/, ["paragraph"], () => ({ kind: "math" })),
  rule(/^(?:---|___|\*\*\*)$/, ruleBefore),
  wrapped(/(?<![*\w])(\*\*([^*\s](?:[^*]*[^*\s])?)\*\*)$/, "bold"),
  wrapped(/(?<![_\w])(__([^_\s](?:[^_]*[^_\s])?)__)$/, "bold"),
  wrapped(/(?<![*\w])(\*([^*\s](?:[^*]*[^*\s])?)\*)$/, "italic"),
  wrapped(/(?<![_\w])(_([^_\s](?:[^_]*[^_\s])?)_)$/, "italic"),
  wrapped(/(?<![~\w])(~~([^~\s](?:[^~]*[^~\s])?)~~)$/, "strike"),
  wrapped(/(?<![=\w])(==([^=\s](?:[^=]*[^=\s])?)==)$/, "highlight", { color: "yellow" }),
  wrapped(/(?<![\w$\\])(\$([^\s$](?:[^$]*[^\s$\\])?)\$)$/, "math", undefined, isNoMoney),
  wrapped(/(?<!\^|\$.*)(\^([\p{L}\p{N}+\-−()]+)\^)$/u, "superscript"),
  wrapped(/(?<!~|\$.*)(~([\p{L}\p{N}+\-−()]+)~)$/u, "subscript"),
  rule(/(?<![\w:]):([a-z0-9_+-]{2,30}):$/i, emojiBefore),
  wrapped(/(?<!`)(`([^`]+)`)$/, "code"),
  rule(/(?<!\S)((?:https?:\/\/|www\.)\S*[^\s.,;:!?)\]])([.,;:!?)\]]*)(\s)$/, linkBefore),
];

export const Shortcuts = Extension.create({
  name: "shortcuts",
  addProseMirrorPlugins: () => [inputRules({ rules: RULES })],
});
