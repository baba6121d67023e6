/**
 * Keeps one's words when somebody else removes the block that they are being written in.
 *
 * Whoever joins two blocks puts a copy of the second one's words into the first and deletes the
 * second; whoever moves a block puts a copy of it elsewhere. What others write in it at that moment,
 * unseen, would vanish with it. Their author knows it: these are his own words, gone, though the
 * update does not name them as deleted. He puts them where their neighbours went; or, when those are
 * gone too, into a block of their own.
 */
import {
  ContentAny,
  ContentString,
  createID,
  decodeUpdate,
  type ID,
  Item,
  isDeleted,
  iterateDeletedStructs,
  type Transaction,
  XmlElement,
  type XmlFragment,
  XmlText,
} from "yjs";
import { incomingOf } from "../../collab/incoming";
import { type Home, homeOf, isGone, liveBefore, movedWith, newTypes, wordsIn } from "./home";

/** Words of one author that were either all removed on purpose, or all unseen. */
interface Piece {
  id: ID;
  words: string;
  isUnseen: boolean;
}

/** The text of a removed block, as far as others saw it or it is one's own. */
export interface Loss {
  text: XmlText;
  pieces: Piece[];
  /** What the other's update names as deleted. */
  seen: Transaction["deleteSet"];
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
  return [...texts].map((text) => {
    const pieces = stringsOf(text, transaction).flatMap((item) => piecesOf(item, ds));
    // Unseen words of somebody else are theirs to put back.
    const isKnown = ({ id, isUnseen }: Piece) =>
      !isUnseen || id.client === transaction.doc.clientID;
    return { text, pieces: pieces.filter(isKnown), seen: ds };
  });
}

/** Of words typed in a row, whoever removed them may have seen only the first. */
function piecesOf({ id, content }: Item, seen: Transaction["deleteSet"]): Piece[] {
  const pieces: Piece[] = [];
  const words = content instanceof ContentString ? content.str : "";
  for (let i = 0; i < words.length; i++) {
    const place = createID(id.client, id.clock + i);
    const isUnseen = !isDeleted(seen, place);
    const last = pieces.at(-1);
    if (last?.isUnseen === isUnseen) last.words += words.charAt(i);
    else pieces.push({ id: place, words: words.charAt(i), isUnseen });
  }
  return pieces;
}

function isRemoved(text: XmlText, fragment: XmlFragment): boolean {
  const block = text.parent;
  return block instanceof XmlElement && isGone(block) && isWithin(block, fragment);
}

function isWithin(block: XmlElement, fragment: XmlFragment): boolean {
  const { parent } = block;
  return parent === fragment || (parent instanceof XmlElement && isWithin(parent, fragment));
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
export function putBack(loss: Loss, transaction: Transaction, fragment: XmlFragment): Place | null {
  const block = loss.text.parent as XmlElement;
  const before = liveBefore(block);
  const target = before instanceof XmlElement ? before.get(0) : null;
  const seen = wordsOf(loss.pieces.filter(({ isUnseen }) => !isUnseen));
  const moved = movedWith(loss.text, seen, loss.seen, transaction);
  const copy = moved ? { text: moved, index: 0 } : whereCopied(seen, target, transaction);
  if (copy) return insertAmong(loss, copy);
  const words = wordsOf(loss.pieces.filter(({ isUnseen }) => isUnseen));
  const home = words ? homeOf(block, loss.seen, transaction, fragment) : null;
  if (home) return { text: newBlock(block, words, home), index: 0 };
  return target instanceof XmlText ? { text: target, index: target.length } : null;
}

function insertAmong({ pieces }: Loss, place: Place): Place {
  let { index } = place;
  for (const { words, isUnseen } of pieces) {
    if (isUnseen) place.text.insert(Math.min(index, place.text.length), words);
    index += words.length;
  }
  return place;
}

/** Where the same transaction put these words: into the block in front, or into a new one. */
function whereCopied(words: string, before: unknown, transaction: Transaction): Place | null {
  if (!words) return null;
  const changed = new Set<unknown>(transaction.changed.keys());
  const texts = newTypes(transaction).filter((type) => type instanceof XmlText);
  if (before instanceof XmlText && changed.has(before)) texts.unshift(before);
  for (const text of texts) {
    const index = wordsIn(text).lastIndexOf(words);
    if (index >= 0) return { text, index };
  }
  return null;
}

function wordsOf(pieces: Piece[]): string {
  return pieces.map(({ words }) => words).join("");
}

function newBlock(lost: XmlElement, words: string, { parent, index }: Home): XmlText {
  const block = new XmlElement("block");
  const text = new XmlText(words);
  // The words of a caption become a paragraph.
  const attributes = lost.nodeName === "block" ? lost._map : [];
  for (const [name, { content }] of attributes) {
    if (content instanceof ContentAny) block.setAttribute(name, content.arr[0]);
  }
  block.insert(0, [text]);
  parent.insert(index, [block]);
  return text;
}
