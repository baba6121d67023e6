/** Replaces matches in the shared document, each by a change of its own. */
import type { Node } from "@tiptap/pm/model";
import type { EditorView } from "@tiptap/pm/view";
import { type ProsemirrorBinding, ySyncPluginKey, yUndoPluginKey } from "@tiptap/y-tiptap";
import { type XmlElement, type XmlFragment, XmlText } from "yjs";
import type { Match } from "./finder";

type Parent = XmlFragment | XmlElement;

/**
 * Replaces the matches, which are in order, as one step to undo.
 *
 * Not through the editor: y-prosemirror writes all that changed in a block as one replacement, from
 * the first difference to the last, and takes others' words between two matches out of their place.
 */
export function replaceMatches({ state }: EditorView, matches: Match[]): void {
  const binding: ProsemirrorBinding = ySyncPluginKey.getState(state).binding;
  const undoManager = yUndoPluginKey.getState(state)?.undoManager;
  const childrenOf = remembered((parent: Parent) => parent.toArray());
  undoManager?.stopCapturing();
  binding.doc.transact(() => {
    for (const { from, to, replacement = "" } of matches.toReversed()) {
      const $from = state.doc.resolve(from);
      const words = $from.parent.textBetween($from.parentOffset, to - $from.start(), "", "\ufffc");
      if (words === replacement) continue;
      const block = blockAt(binding.type, state.doc, from, childrenOf);
      replaceIn(block.toArray(), $from.parentOffset, words, replacement);
    }
  }, ySyncPluginKey);
  undoManager?.stopCapturing();
}

/** The shared block that the editor shows at a position: the same way down in both trees. */
function blockAt(
  fragment: XmlFragment,
  doc: Node,
  pos: number,
  childrenOf: (parent: Parent) => unknown[],
): Parent {
  const $pos = doc.resolve(pos);
  let block: Parent = fragment;
  for (let depth = 0; depth < $pos.depth; depth++) {
    block = childrenOf(block)[$pos.index(depth)] as XmlElement;
  }
  return block;
}

function replaceIn(children: unknown[], from: number, words: string, replacement: string): void {
  const to = from + words.length;
  let offset = 0;
  let isWritten = false;
  for (const child of children) {
    const start = offset;
    offset += child instanceof XmlText ? child.length : 1;
    if (!(child instanceof XmlText) || offset <= from || start >= to) continue;
    const first = Math.max(from, start) - start;
    const length = Math.min(to, offset) - start - first;
    if (isWritten) child.delete(first, length);
    else write(child, first, length, headOf(words), replacement);
    isWritten = true;
  }
}

/** What is inserted behind a character has its formats; only then the character can go. */
function write(text: XmlText, at: number, length: number, head: number, words: string): void {
  if (length > head) text.delete(at + head, length - head);
  if (words) text.insert(at + head, words);
  text.delete(at, head);
}

/** The length of the first character, which may be two units that must not be torn apart. */
function headOf(words: string): number {
  return String.fromCodePoint(words.codePointAt(0) ?? 0).length;
}

function remembered<Key extends object, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? find(key);
    known.set(key, value);
    return value;
  };
}
