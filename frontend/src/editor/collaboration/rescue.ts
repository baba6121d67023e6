/**
 * Keeps one's words when somebody else removes the block that they are being written in.
 *
 * Whoever joins two blocks puts a copy of the second one's words into the first and deletes the
 * second. What others write in it at that moment, unseen, would vanish with it. Their author knows
 * it: these are his own words, gone, though the update does not name them as deleted. He puts them
 * where their neighbours went; or, when those are gone too, into a block of their own.
 */
import {
  ContentAny,
  ContentString,
  decodeUpdate,
  Item,
  isDeleted,
  iterateDeletedStructs,
  type Transaction,
  XmlElement,
  type XmlFragment,
  XmlText,
} from "yjs";
import { incomingOf } from "../../collab/incoming";

/** The text of a removed block: what of it was removed on purpose, and what went unseen. */
export interface Loss {
  text: XmlText;
  items: Item[];
  unseen: Set<Item>;
}

/** Where the words of a lost text, or those around it, stand now. */
export interface Place {
  text: XmlText;
  index: number;
}

/** The texts that somebody else's update removed together with their blocks. */
export function lossesOf(transaction: Transaction, fragment: XmlFragment): Loss[] {
  const update = incomingOf(transaction);
  if (!update) return [];
  const texts = new Set<XmlText>();
  iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    const text = struct instanceof Item ? struct.parent : null;
    if (text instanceof XmlText && isRemoved(text, fragment)) texts.add(text);
  });
  if (texts.size === 0) return [];
  const { ds } = decodeUpdate(update);
  const isUnseen = ({ id }: Item) => id.client === transaction.doc.clientID && !isDeleted(ds, id);
  return [...texts].map((text) => {
    const items = stringsOf(text, transaction);
    return { text, items, unseen: new Set(items.filter(isUnseen)) };
  });
}

function isRemoved(text: XmlText, fragment: XmlFragment): boolean {
  const block = text.parent;
  return block instanceof XmlElement && block.parent === fragment && block._item?.deleted === true;
}

/** What could be read in the text until this transaction. */
function stringsOf(text: XmlText, { deleteSet }: Transaction): Item[] {
  const items: Item[] = [];
  for (let item = text._start; item; item = item.right) {
    const wasThere = item.content instanceof ContentString && isDeleted(deleteSet, item.id);
    if (wasThere) items.push(item);
  }
  return items;
}

/** Puts the unseen words back, and says where one who wrote in the lost text now is. */
export function putBack(
  { text, items, unseen }: Loss,
  transaction: Transaction,
  fragment: XmlFragment,
): Place | null {
  const block = text.parent as XmlElement;
  const before = liveBefore(block);
  const target = before instanceof XmlElement ? before.get(0) : null;
  const seen = wordsOf(items.filter((item) => !unseen.has(item)));
  const start = target instanceof XmlText ? whereCopied(seen, target, transaction) : -1;
  if (target instanceof XmlText && start >= 0) {
    let index = start;
    for (const item of items) {
      if (unseen.has(item)) target.insert(index, wordsOf([item]));
      index += item.length;
    }
    return { text: target, index: start };
  }
  const words = wordsOf([...unseen]);
  if (words) return { text: newBlock(block, words, before, fragment), index: 0 };
  return target instanceof XmlText ? { text: target, index: target.length } : null;
}

/** Where in a text these words were put by the same transaction; -1 where they were not. */
function whereCopied(words: string, text: XmlText, { changed }: Transaction): number {
  const changedTypes = new Set<unknown>(changed.keys());
  return words && changedTypes.has(text) ? textOf(text).lastIndexOf(words) : -1;
}

function wordsOf(items: Item[]): string {
  return items.map(({ content }) => (content instanceof ContentString ? content.str : "")).join("");
}

function newBlock(
  lost: XmlElement,
  words: string,
  before: unknown,
  fragment: XmlFragment,
): XmlText {
  const block = new XmlElement("block");
  const text = new XmlText(words);
  for (const [name, { content }] of lost._map) {
    if (content instanceof ContentAny) block.setAttribute(name, content.arr[0]);
  }
  block.insert(0, [text]);
  const index = fragment.toArray().findIndex((child) => Object.is(child, before)) + 1;
  fragment.insert(index, [block]);
  return text;
}

/** The nearest block in front of a removed one that is still there. */
function liveBefore(block: XmlElement): unknown {
  let item = block._item?.left ?? null;
  while (item?.deleted) item = item.left;
  return item && "type" in item.content ? item.content.type : null;
}

/** The text without its formats. */
function textOf(text: XmlText): string {
  return text
    .toDelta()
    .map(({ insert }: { insert: unknown }) => insert)
    .join("");
}
