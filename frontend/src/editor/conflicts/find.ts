/**
 * Finds where somebody and others, apart from each other, have changed the same word.
 *
 * Yjs merges what was written apart into one text, letter by letter: two who replaced the same word
 * get both words in one. Which letters are whose follows from what each side had when they met again:
 * clocks tell who wrote a letter, delete sets who took it away.
 */
import {
  applyUpdate,
  ContentString,
  ContentType,
  createID,
  Doc,
  type ID,
  XmlElement,
  type XmlFragment,
  XmlText,
} from "yjs";
import type { Meeting } from "../../collab/meeting";
import { attributesIn, describe, type Made } from "./attributes";
import { asSeenBy, isTouched, type Piece, type Sides, sidesOf } from "./sides";

export interface Conflict {
  /** The first and the last letter of what the word has become; null: nothing of it is left. */
  place: { first: ID; last: ID } | null;
  /** The text it belongs to; of a removed block, the one that is gone. */
  text: ID | null;
  /** What is left in front of it: of a word, a letter in its text; of a removed block, a block. */
  before: ID | null;
  /** The word, or all of a removed block, as one made it, and as others did. */
  mine: string;
  theirs: string;
  /** The same as it was before; empty: there was nothing, or it is not known. */
  was: string;
  /** Whether a whole block is concerned, which one side has removed. */
  isBlock: boolean;
  /** The clientIDs of those others, as far as they wrote something. */
  authors: number[];
  /** What either has made of the block `before`, where that is what both have changed. */
  made: Made | null;
}

/** A letter that at least one of the sides still sees, or that there was when they parted. */
interface Letter extends Piece {
  id: ID;
  value: string;
  isThere: boolean;
}

export function conflictsOf(meeting: Meeting, root: string): Conflict[] {
  const doc = new Doc({ gc: false });
  applyUpdate(doc, meeting.local);
  applyUpdate(doc, meeting.theirs);
  const sides = sidesOf(meeting);
  const found: Conflict[] = [];
  collect(doc.getXmlFragment(root), { sides, found, before: null });
  doc.destroy();
  return found;
}

interface Walk {
  sides: Sides;
  found: Conflict[];
  before: ID | null;
}

function collect(parent: XmlFragment, walk: Walk): void {
  for (let item = parent._start; item; item = item.right) {
    const type = item.content instanceof ContentType ? item.content.type : null;
    if (type instanceof XmlText) walk.found.push(...conflictsIn(type, walk));
    else if (type instanceof XmlElement) {
      if (!item.deleted) walk.found.push(...attributeConflict(type, walk.sides));
      collect(type, walk);
    }
    if (type instanceof XmlElement && !item.deleted) walk.before = item.id;
  }
}

function attributeConflict(element: XmlElement, sides: Sides): Conflict[] {
  const found = attributesIn(element, sides);
  if (!found) return [];
  const { made, authors } = found;
  const [mine, theirs] = [describe(made.mine), describe(made.theirs)];
  const before = element._item?.id ?? null;
  const place = { place: null, text: null, before };
  return [{ ...place, mine, theirs, was: "", isBlock: false, authors, made }];
}

function conflictsIn(text: XmlText, { sides, before }: Walk): Conflict[] {
  const letters = lettersOf(text, sides);
  const isBlock = text._item?.deleted === true;
  const words = isBlock ? [letters] : wordsOf(letters);
  const conflicts: Conflict[] = [];
  let front = isBlock ? before : null;
  for (const word of words) {
    const visible = word.filter(({ value }) => /\S/.test(value));
    if (isTouched(visible, "mine") && isTouched(visible, "theirs")) {
      const place = { text: text._item?.id ?? null, before: front, isBlock, made: null };
      conflicts.push({ ...conflictIn(word), ...place });
    }
    front = word.findLast(({ isThere }) => isThere)?.id ?? front;
  }
  return conflicts;
}

function lettersOf(text: XmlText, sides: Sides): Letter[] {
  const letters: Letter[] = [];
  for (let item = text._start; item; item = item.right) {
    const { content, id, deleted } = item;
    const values = content instanceof ContentString ? content.str : "";
    for (let i = 0; i < values.length; i++) {
      const place = createID(id.client, id.clock + i);
      const piece = sides.pieceAt(place);
      const isThere = !deleted;
      if (piece) letters.push({ ...piece, id: place, value: values.charAt(i), isThere });
    }
  }
  return letters;
}

/** What stands between two white spaces: so that what runs into each other is one word. */
function wordsOf(letters: Letter[]): Letter[][] {
  const words: Letter[][] = [[]];
  for (const letter of letters) {
    if (letter.seenBy && /\s/.test(letter.value)) words.push([letter], []);
    else words.at(-1)?.push(letter);
  }
  return words;
}

function conflictIn(word: Letter[]): Omit<Conflict, "text" | "before" | "isBlock" | "made"> {
  const there = word.filter(({ isThere }) => isThere);
  const [first, last] = [there.at(0), there.at(-1)];
  return {
    place: first && last ? { first: first.id, last: last.id } : null,
    mine: wordOf(asSeenBy(word, "mine")),
    theirs: wordOf(asSeenBy(word, "theirs")),
    was: wordOf(word.filter(({ wasThere }) => wasThere)),
    authors: [...new Set(word.filter(({ of }) => of === "theirs").map(({ id }) => id.client))],
  };
}

function wordOf(letters: Letter[]): string {
  return letters.map(({ value }) => value).join("");
}
