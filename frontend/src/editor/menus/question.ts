/**
 * A sign at the start of a block or behind a space asks what to insert, and the words behind it which:
 * "/" for whatever there is, ":" for an emoji, "@" for a person, a document or a day.
 *
 * Where it stands is read from the text in front of the cursor, at every change: what others write
 * replaces the whole document, so that nothing can be carried over through it.
 */
import { Extension } from "@tiptap/core";
import type { ResolvedPos } from "@tiptap/pm/model";
import {
  type Command,
  type EditorState,
  Plugin,
  PluginKey,
  type Transaction,
} from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { isBlock, isCode } from "../schema/kinds";

export const QUESTION_LIST = "question-list";

/** An answer that can be chosen. */
export interface Option {
  label: string;
  /** What stands in front of it: a file of `templates/icons`, or a sign as it is. */
  icon?: string;
  sign?: string;
  group?: string;
  keys?: string;
  run: Command;
}

/** What can be asked for with a sign. */
export interface Asker {
  sign: string;
  /** Names the list of answers. */
  label: string;
  /** What may be asked behind the sign; the list opens as soon as it is. */
  pattern: RegExp;
  find(query: string, state: EditorState): Option[];
  /** Fetches what is needed to find it; calls back when there is more to be found. */
  prepare?(query: string, onMore: () => void): void;
}

/** The question that is being asked, and what was found. */
export interface Question {
  asker: Asker;
  from: number;
  query: string;
  found: Option[];
  index: number;
}

type Place = Pick<Question, "asker" | "from" | "query">;
type Change = "open" | "close" | "more" | { index: number };

export const questionKey = new PluginKey<Question | null>("question");

const LONGEST_QUERY = 30;

/** The marks of words in which a "/" means something by itself. */
const SOURCES = new Set(["code", "math"]);

/** Lets the signs of these be asked with; of two whose sign fits, the first answers. */
export function questions(askers: readonly Asker[]) {
  return Extension.create({
    name: "questions",
    // Its keys come before those of the text.
    priority: 900,
    addProseMirrorPlugins: () => [
      new Plugin<Question | null>({
        key: questionKey,
        state: {
          init: () => null,
          apply: (tr, question, _, state) => next(askers, tr, question, state),
        },
        props: {
          handleTextInput: (view, from, _, text, type) => onText(askers, view, from, text, type),
          handleKeyDown: onKey,
          handleDOMEvents: { blur: close },
          attributes: describeList,
        },
        view: () => ({ update: prepare }),
      }),
    ],
  });
}

/** Takes the question out of the text and does what was chosen. */
export function choose(view: EditorView, { from, query }: Question, chosen: Option): void {
  view.dispatch(view.state.tr.delete(from, from + 1 + query.length).setMeta(questionKey, "close"));
  chosen.run(view.state, view.dispatch, view);
  view.focus();
}

export function highlight(view: EditorView, index: number): void {
  view.dispatch(view.state.tr.setMeta(questionKey, { index } satisfies Change));
}

export function optionId(index: number): string {
  return `${QUESTION_LIST}-${index}`;
}

function next(
  askers: readonly Asker[],
  tr: Transaction,
  question: Question | null,
  state: EditorState,
): Question | null {
  const change: Change | undefined = tr.getMeta(questionKey);
  if (change === "close" || (!question && change !== "open")) return null;
  if (question && typeof change === "object") return { ...question, index: change.index };
  if (question && change !== "more" && !tr.docChanged && !tr.selectionSet) return question;
  const place = placeOf(question ? [question.asker] : askers, state);
  if (!place || (question && !isSame(question, place, tr))) return null;
  if (change !== "more" && question?.query === place.query) return { ...question, ...place };
  const found = place.asker.find(place.query, state);
  return { ...place, found, index: change === "more" && question ? kept(question, found) : 0 };
}

/** Where the option that was gone to is now that more was found; nobody has gone to the first. */
function kept({ found, index }: Question, now: Option[]): number {
  const chosen = index > 0 ? found[index] : undefined;
  const isChosen = ({ label, group }: Option) => label === chosen?.label && group === chosen.group;
  return Math.max(0, now.findIndex(isChosen));
}

/** The sign in front of the cursor and what is typed behind it. */
function placeOf(askers: readonly Asker[], { selection }: EditorState): Place | null {
  const { $from, empty } = selection;
  return empty ? placeBefore(askers, $from, "") : null;
}

/** The same, when `typed` is about to stand in front of the cursor. */
function placeBefore(askers: readonly Asker[], $pos: ResolvedPos, typed: string): Place | null {
  if (!isText($pos.parent)) return null;
  const start = Math.max(0, $pos.parentOffset - LONGEST_QUERY);
  const before = $pos.parent.textBetween(start, $pos.parentOffset, null, "\ufffc") + typed;
  for (const asker of askers) {
    const at = before.lastIndexOf(asker.sign);
    const query = before.slice(at + 1);
    if (at < 0 || !asker.pattern.test(query)) continue;
    return { asker, from: $pos.pos + typed.length - query.length - 1, query };
  }
  return null;
}

/** Whether it is the question that was there before. Words of others in it end it: they stay. */
function isSame(question: Question, place: Place, tr: Transaction): boolean {
  if (tr.getMeta(ySyncPluginKey)?.isChangeOrigin) return place.query === question.query;
  return tr.mapping.map(question.from, -1) === place.from;
}

/** What is typed may be a sign, or the first letters behind one that alone means nothing yet. */
function onText(
  askers: readonly Asker[],
  view: EditorView,
  from: number,
  text: string,
  type: () => Transaction,
): boolean {
  if (view.composing || questionKey.getState(view.state)) return false;
  const place = placeBefore(askers, view.state.doc.resolve(from), text);
  if (!place || text.length !== 1 || !mayOpen(view.state, Math.min(place.from, from))) return false;
  // It opens with the first that means something: who has closed the list goes on undisturbed.
  const wasThere = place.query !== "" && place.asker.pattern.test(place.query.slice(0, -1));
  if (wasThere) return false;
  view.dispatch(type().setMeta(questionKey, "open"));
  return true;
}

function mayOpen({ doc }: EditorState, pos: number): boolean {
  const $pos = doc.resolve(pos);
  if (!isText($pos.parent) || $pos.marks().some(({ type }) => SOURCES.has(type.name))) return false;
  return $pos.parentOffset === 0 || /[\s(]/.test(doc.textBetween(pos - 1, pos, null, "\ufffc"));
}

function isText(node: EditorState["doc"]): boolean {
  return isBlock(node) && !isCode(node);
}

function prepare(view: EditorView, before: EditorState): void {
  const question = questionKey.getState(view.state);
  const asked = questionKey.getState(before);
  if (!question || (question.asker === asked?.asker && question.query === asked.query)) return;
  question.asker.prepare?.(question.query, () => {
    const now = questionKey.getState(view.state);
    if (view.isDestroyed || now?.asker !== question.asker) return;
    view.dispatch(view.state.tr.setMeta(questionKey, "more" satisfies Change));
  });
}

function onKey(view: EditorView, event: KeyboardEvent): boolean {
  const question = questionKey.getState(view.state);
  if (!question || event.isComposing) return false;
  if (event.key === "Escape") return close(view) || true;
  const chosen = question.found[question.index];
  if (!chosen || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
  const count = question.found.length;
  if (event.key === "ArrowDown") highlight(view, (question.index + 1) % count);
  else if (event.key === "ArrowUp") highlight(view, (question.index + count - 1) % count);
  else if (event.key === "Enter" || event.key === "Tab") choose(view, question, chosen);
  else return false;
  return true;
}

function close(view: EditorView): false {
  if (questionKey.getState(view.state)) {
    view.dispatch(view.state.tr.setMeta(questionKey, "close"));
  }
  return false;
}

/** Tells a screen reader of the list, while the text keeps the focus. */
function describeList(state: EditorState): Record<string, string> {
  const question = questionKey.getState(state);
  if (!question || question.found.length === 0) return {};
  return {
    "aria-autocomplete": "list",
    "aria-controls": QUESTION_LIST,
    "aria-activedescendant": optionId(question.index),
  };
}
