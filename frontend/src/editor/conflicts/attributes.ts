/** Finds blocks of which somebody and others have made different things. */
import { ContentAny, type Item, type XmlElement } from "yjs";
import { asSeenBy, isTouched, type Piece, type Sides } from "./sides";

export type Attributes = Record<string, unknown>;

/** The attributes that both have changed, as either has left them; null: plain. */
export interface Made {
  mine: Attributes;
  theirs: Attributes;
}

interface Entry extends Piece {
  value: unknown;
  client: number;
}

export function attributesIn(
  element: XmlElement,
  sides: Sides,
): { made: Made; authors: number[] } | null {
  const made: Made = { mine: {}, theirs: {} };
  const authors = new Set<number>();
  for (const [name, last] of element._map) {
    const entries = entriesUpTo(last, sides);
    if (!isTouched(entries, "mine") || !isTouched(entries, "theirs")) continue;
    const [mine, theirs] = [valueFor("mine", entries), valueFor("theirs", entries)];
    if (mine === theirs) continue;
    made.mine[name] = mine;
    made.theirs[name] = theirs;
    for (const { of, client } of entries) if (of === "theirs") authors.add(client);
  }
  return Object.keys(made.mine).length > 0 ? { made, authors: [...authors] } : null;
}

/** The values that an attribute has had, the last first. */
function entriesUpTo(last: Item, sides: Sides): Entry[] {
  const entries: Entry[] = [];
  for (let item: Item | null = last; item; item = item.left) {
    const piece = sides.pieceAt(item.id);
    const value = item.content instanceof ContentAny ? item.content.arr[0] : null;
    if (piece) entries.push({ ...piece, value, client: item.id.client });
  }
  return entries;
}

function valueFor(side: "mine" | "theirs", entries: Entry[]): unknown {
  return asSeenBy(entries, side)[0]?.value ?? null;
}

const PHRASES: Record<string, (value: unknown) => string> = {
  kind: (value) => String(value ?? "paragraph"),
  level: (value) => `level ${value ?? 1}`,
  checked: (value) => (value ? "done" : "not done"),
  indent: (value) => (value ? `indented ${value}` : "not indented"),
  align: (value) => `aligned to ${value ?? "start"}`,
};

/** Says in words what somebody has made of a block. */
export function describe(attributes: Attributes): string {
  const phrases = Object.entries(attributes).map(
    ([name, value]) => PHRASES[name]?.(value) ?? `${name}: ${value ?? "none"}`,
  );
  return phrases.join(", ").replace(/^./, (first) => first.toUpperCase());
}
