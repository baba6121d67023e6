/**
 * Which sections are closed, and what is hidden therefore; for this person only.
 *
 * What is closed is known by position while one writes, and by the ids of the shared elements
 * across what others change, from which nothing can be mapped, and from one visit to the next.
 */
import type { Node } from "@tiptap/pm/model";
import { type EditorState, NodeSelection, PluginKey, type Transaction } from "@tiptap/pm/state";
import type { Mapping } from "@tiptap/pm/transform";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import type { XmlElement } from "yjs";
import { elementAt, idOf } from "../collaboration/elements";
import { isToggle } from "../schema/kinds";
import { changeBetween, mappingOf } from "../view/changed";
import type { ClosedSections } from "./closedSections";
import { haveSameShape, nodesInSection, sectionAt, togglesAround, togglesOf } from "./section";

/** A toggle whose section is closed. */
export const CLOSED = "is-closed";
/** What is in a closed section. */
export const FOLDED = "is-folded";

export interface Folds {
  readonly memory: ClosedSections;
  /** In front of each closed toggle. */
  readonly closed: readonly number[];
  readonly decorations: DecorationSet;
  /** Another object whenever sections may have come, gone, opened or closed. */
  readonly shape: object;
}

/** The toggle at a position is to be closed, or opened. */
interface Wish {
  pos: number;
  closes: boolean;
}

export const foldsKey = new PluginKey<Folds>("sections");

export function firstFolds(memory: ClosedSections, state: EditorState): Folds {
  const closed = remembered(memory, state, state.doc);
  return fold({ memory, closed, decorations: DecorationSet.empty, shape: {} }, state);
}

export function foldsOf(state: EditorState): Folds | undefined {
  return foldsKey.getState(state);
}

export function isClosed(state: EditorState, pos: number): boolean {
  return foldsOf(state)?.closed.includes(pos) ?? false;
}

/** What is closed stays so when copies take the place of its elements. */
export function keepClosed(state: EditorState, elements: XmlElement[], copies: XmlElement[]): void {
  const memory = foldsOf(state)?.memory;
  const closed = elements.map((element) => memory?.has(idOf(element)) ?? false);
  memory?.replace(
    [],
    copies.flatMap((copy, i) => (closed[i] ? (idOf(copy) ?? []) : [])),
  );
}

export function setClosed(tr: Transaction, pos: number, closes: boolean): Transaction {
  return tr.setMeta(foldsKey, { pos, closes } satisfies Wish);
}

export function nextFolds(
  tr: Transaction,
  folds: Folds,
  { doc: before }: EditorState,
  state: EditorState,
): Folds {
  const wish: Wish | undefined = tr.getMeta(foldsKey);
  const isIdle = folds.closed.length === 0 && folds.memory.size === 0;
  if (wish) return fold({ ...folds, closed: granted(folds.closed, wish), shape: {} }, state);
  if (isIdle || !(tr.docChanged || tr.selectionSet)) return folds;
  if (!tr.docChanged) return isCursorSeen(folds, state) ? folds : fold(folds, state);
  const mapping = mappingFor(tr, before, state.doc);
  if (!mapping) return folds;
  const isSame = haveSameShape(before, state.doc);
  const isKnown = isSame || !isForeign(tr);
  const closed = isKnown
    ? moved(folds.closed, mapping, state.doc)
    : remembered(folds.memory, state, state.doc);
  const now = { ...folds, closed, decorations: folds.decorations.map(mapping, state.doc) };
  return isSame && isCursorSeen(now, state) ? now : fold({ ...now, shape: {} }, state);
}

/** Others' changes come as a whole new document; null where it is the same as before. */
function mappingFor(tr: Transaction, before: Node, doc: Node): Mapping | null {
  if (!isForeign(tr)) return tr.mapping;
  const change = changeBetween(before, doc);
  return change && mappingOf(change);
}

function isForeign(tr: Transaction): boolean {
  return tr.getMeta(ySyncPluginKey)?.isChangeOrigin === true;
}

function moved(closed: readonly number[], mapping: Mapping, doc: Node): number[] {
  return closed.flatMap((pos) => {
    const { pos: now, deletedAfter } = mapping.mapResult(pos);
    const node = deletedAfter ? null : doc.nodeAt(now);
    return node && isToggle(node) ? [now] : [];
  });
}

function granted(closed: readonly number[], { pos, closes }: Wish): number[] {
  const others = closed.filter((other) => other !== pos);
  return closes ? [...others, pos] : others;
}

function remembered(memory: ClosedSections, state: EditorState, doc: Node): number[] {
  if (memory.size === 0) return [];
  return togglesOf(doc).filter((pos) => memory.has(idOf(elementAt(state, doc, pos))));
}

/** Hides what is closed, and opens what the cursor has come into. */
function fold(folds: Folds, state: EditorState): Folds {
  const entered = enteredIn(state);
  const closed = folds.closed.filter((pos) => !entered.has(pos));
  const shape = closed.length === folds.closed.length ? folds.shape : {};
  return { ...folds, closed, shape, decorations: drawn(folds.decorations, state.doc, closed) };
}

function isCursorSeen({ closed }: Folds, state: EditorState): boolean {
  const entered = enteredIn(state);
  return !closed.some((pos) => entered.has(pos));
}

/** In front of the toggles in whose sections the selection begins or ends. */
function enteredIn({ selection }: EditorState): Set<number> {
  const { $anchor, $head, $from } = selection;
  const ends = selection instanceof NodeSelection ? [$from] : [$anchor, $head];
  return new Set(ends.flatMap(togglesAround));
}

/** Decorations for what is closed now; those that are right already are left as they are. */
function drawn(set: DecorationSet, doc: Node, closed: readonly number[]): DecorationSet {
  const wanted = looksIn(doc, closed);
  const stale = set.find().filter(({ from, spec }) => {
    const isRight = wanted.get(from)?.name === spec.name;
    if (isRight) wanted.delete(from);
    return !isRight;
  });
  const missing = [...wanted].map(([pos, { end, name }]) =>
    Decoration.node(pos, end, { class: name }, { name }),
  );
  return set.remove(stale).add(doc, missing);
}

/** How the nodes are to be drawn that are closed or hidden, by where they begin. */
function looksIn(doc: Node, closed: readonly number[]): Map<number, { end: number; name: string }> {
  const looks = new Map<number, { end: number; name: string }>();
  for (const pos of closed) {
    for (const { from, to } of nodesInSection(doc, pos)) looks.set(from, { end: to, name: FOLDED });
  }
  for (const pos of closed) {
    const name = looks.has(pos) ? `${FOLDED} ${CLOSED}` : CLOSED;
    looks.set(pos, { end: sectionAt(doc, pos).from, name });
  }
  return looks;
}
