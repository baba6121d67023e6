/**
 * A "/" at the start of a block or behind a space asks what to insert, and the words behind it which.
 *
 * Where it stands is read from the text in front of the cursor, at every change: what others write
 * replaces the whole document, so that nothing can be carried over through it.
 */
import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { isBlock, isCode } from "../schema/kinds";
import { INSERTIONS, type Insertion } from "./insertions";
import { search } from "./search";

export const SLASH_LIST = "slash-list";

/** The question that is being asked, and what was found. */
export interface Slash {
  from: number;
  query: string;
  found: Insertion[];
  index: number;
}

type Change = "open" | "close" | { index: number };

export const slashKey = new PluginKey<Slash | null>("slash");

const LONGEST_QUERY = 30;

/** The marks of words in which a "/" means something by itself. */
const SOURCES = new Set(["code", "math"]);

export const SlashMenu = Extension.create({
  name: "slashMenu",
  // Its keys come before those of the text.
  priority: 900,
  addProseMirrorPlugins: () => [
    new Plugin<Slash | null>({
      key: slashKey,
      state: { init: () => null, apply: (tr, slash, _, state) => next(tr, slash, state) },
      props: {
        handleTextInput: onText,
        handleKeyDown: onKey,
        handleDOMEvents: { blur: close },
        attributes: describeList,
      },
    }),
  ],
});

/** Takes the question out of the text and does what was chosen. */
export function choose(view: EditorView, { from, query }: Slash, chosen: Insertion): void {
  view.dispatch(view.state.tr.delete(from, from + 1 + query.length).setMeta(slashKey, "close"));
  chosen.run(view.state, view.dispatch, view);
  view.focus();
}

export function highlight(view: EditorView, index: number): void {
  view.dispatch(view.state.tr.setMeta(slashKey, { index } satisfies Change));
}

export function optionId(index: number): string {
  return `${SLASH_LIST}-${index}`;
}

function next(tr: Transaction, slash: Slash | null, state: EditorState): Slash | null {
  const change: Change | undefined = tr.getMeta(slashKey);
  if (change === "close" || (!slash && change !== "open")) return null;
  if (slash && typeof change === "object") return { ...slash, index: change.index };
  if (slash && !tr.docChanged && !tr.selectionSet) return slash;
  const question = questionAt(state);
  if (!question || (slash && !isSame(slash, question, tr))) return null;
  if (slash?.query === question.query) return { ...slash, ...question };
  const useful = INSERTIONS.filter(({ isOf }) => isOf?.(state) ?? true);
  return { ...question, found: search(useful, question.query), index: 0 };
}

/** The "/" in front of the cursor and what is typed behind it. */
function questionAt({ selection }: EditorState): Pick<Slash, "from" | "query"> | null {
  const { $from, empty } = selection;
  if (!empty || !isText($from.parent)) return null;
  const start = Math.max(0, $from.parentOffset - LONGEST_QUERY);
  const before = $from.parent.textBetween(start, $from.parentOffset, null, "\ufffc");
  const query = /\/(?!\s)([^/\n]*)$/.exec(before)?.[1];
  if (query === undefined) return null;
  return { from: $from.pos - query.length - 1, query };
}

/** Whether it is the question that was there before. Words of others in it end it: they stay. */
function isSame(slash: Slash, question: Pick<Slash, "from" | "query">, tr: Transaction): boolean {
  if (tr.getMeta(ySyncPluginKey)?.isChangeOrigin) return question.query === slash.query;
  return tr.mapping.map(slash.from, -1) === question.from;
}

function onText(view: EditorView, from: number, _: number, text: string, type: () => Transaction) {
  if (text !== "/" || view.composing || !mayOpen(view.state, from)) return false;
  view.dispatch(type().setMeta(slashKey, "open"));
  return true;
}

function mayOpen({ doc }: EditorState, pos: number): boolean {
  const $pos = doc.resolve(pos);
  if (!isText($pos.parent) || $pos.marks().some(({ type }) => SOURCES.has(type.name))) return false;
  return $pos.parentOffset === 0 || /\s/.test(doc.textBetween(pos - 1, pos, null, "\ufffc"));
}

function isText(node: EditorState["doc"]): boolean {
  return isBlock(node) && !isCode(node);
}

function onKey(view: EditorView, event: KeyboardEvent): boolean {
  const slash = slashKey.getState(view.state);
  if (!slash || event.isComposing) return false;
  if (event.key === "Escape") return close(view) || true;
  const chosen = slash.found[slash.index];
  if (!chosen || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
  const count = slash.found.length;
  if (event.key === "ArrowDown") highlight(view, (slash.index + 1) % count);
  else if (event.key === "ArrowUp") highlight(view, (slash.index + count - 1) % count);
  else if (event.key === "Enter" || event.key === "Tab") choose(view, slash, chosen);
  else return false;
  return true;
}

function close(view: EditorView): false {
  if (slashKey.getState(view.state)) view.dispatch(view.state.tr.setMeta(slashKey, "close"));
  return false;
}

/** Tells a screen reader of the list, while the text keeps the focus. */
function describeList(state: EditorState): Record<string, string> {
  const slash = slashKey.getState(state);
  if (!slash || slash.found.length === 0) return {};
  return {
    "aria-autocomplete": "list",
    "aria-controls": SLASH_LIST,
    "aria-activedescendant": optionId(slash.index),
  };
}
