/**
 * Where words belong whose block is gone. In tables it may have gone with its cell, its row or the
 * whole table, and all of that may have been copied elsewhere.
 */
import {
  type AbstractType,
  ContentAny,
  ContentType,
  type createDeleteSet,
  findIndexSS,
  Item,
  isDeleted,
  type Transaction,
  XmlElement,
  type XmlFragment,
  XmlText,
} from "yjs";

type DeleteSet = ReturnType<typeof createDeleteSet>;

/** A place for a block. */
export interface Home {
  parent: XmlFragment;
  index: number;
}

export function isGone(element: XmlElement): boolean {
  return element._item?.deleted === true;
}

/** The nearest element in front of a removed one that is still there. */
export function liveBefore(element: XmlElement): unknown {
  let item = element._item?.left ?? null;
  while (item?.deleted) item = item.left;
  return item && "type" in item.content ? item.content.type : null;
}

/** Where a block is to be put in place of one that is gone. */
export function homeOf(
  block: XmlElement,
  seen: DeleteSet,
  transaction: Transaction,
  fragment: XmlFragment,
): Home {
  const path = pathTo(block);
  const cell = path.find(({ nodeName }) => nodeName === "cell");
  const heir = cell && (copyOf(cell, path, seen, transaction) ?? grownCell(cell, transaction));
  if (heir) return { parent: heir, index: heir.length };
  const [top = block] = path;
  if (cell && top.parent !== fragment) return behindTable(top, fragment);
  const parent = top.parent as XmlFragment;
  return { parent, index: indexOf(parent, liveBefore(top)) + 1 };
}

/** The text in the copy of the row, cell or table with which a text was moved. */
export function movedWith(
  text: XmlText,
  words: string,
  seen: DeleteSet,
  transaction: Transaction,
): XmlText | null {
  const block = text.parent as XmlElement;
  const path = pathTo(block);
  if (path.length < 2) return null;
  const copies = copiesOf(block, path, seen, transaction)
    .flatMap((copy) => copy.toArray())
    .filter((part) => part instanceof XmlText);
  return (
    copies.find((copy) => wordsIn(copy) === words) ??
    (copies.length === 1 ? copies[0] : null) ??
    null
  );
}

/** The removed elements around a removed block, from the outermost to the block itself. */
function pathTo(block: XmlElement): XmlElement[] {
  const path: XmlElement[] = [];
  for (let at: unknown = block; at instanceof XmlElement && isGone(at); at = at.parent)
    path.unshift(at);
  return path;
}

function copyOf(...given: Parameters<typeof copiesOf>): XmlElement | null {
  return copiesOf(...given)[0] ?? null;
}

/** What stands for an element in whatever the transaction has made that is like the outermost. */
function copiesOf(
  element: XmlElement,
  path: XmlElement[],
  seen: DeleteSet,
  transaction: Transaction,
): XmlElement[] {
  const [top] = path;
  if (!top || (top === element && element.nodeName === "block")) return [];
  const way = path.slice(1, path.indexOf(element) + 1);
  const steps = way.map((step) => seenIndex(step, seen));
  if (steps.includes(-1)) return [];
  const alike = newTypes(transaction).filter(
    (type): type is XmlElement => type instanceof XmlElement && type.nodeName === top.nodeName,
  );
  // A column is moved row by row: the copy of a cell stands in the same row.
  const near = alike.filter((copy) => copy.parent === top.parent);
  return (near.length > 0 ? near : top.nodeName === "cell" ? [] : alike).flatMap(
    (copy) => descend(copy, steps) ?? [],
  );
}

function descend(from: XmlElement, steps: number[]): XmlElement | null {
  let at: unknown = from;
  for (const step of steps) at = at instanceof XmlElement ? at.get(step) : null;
  return at instanceof XmlElement ? at : null;
}

/** Its index among its siblings, as whoever removed them saw it; -1 for one that they did not see. */
function seenIndex(element: XmlElement, seen: DeleteSet): number {
  const item = element._item;
  if (!item || !isDeleted(seen, item.id)) return -1;
  let index = 0;
  for (let before = item.left; before; before = before.left) {
    if (isDeleted(seen, before.id)) index += 1;
  }
  return index;
}

/** The cell of the same table that the transaction has made reach over more slots. */
function grownCell(cell: XmlElement, { changed }: Transaction): XmlElement | null {
  for (const [type, keys] of changed as Map<unknown, Set<string | null>>) {
    if (!(type instanceof XmlElement) || type.nodeName !== "cell" || isGone(type)) continue;
    const isGrown = ["colspan", "rowspan"].some((name) => keys.has(name) && hasGrown(type, name));
    if (isGrown && type.parent?.parent === cell.parent?.parent) return type;
  }
  return null;
}

function hasGrown(cell: XmlElement, name: string): boolean {
  const item = cell._map.get(name);
  return !item?.deleted && spanAt(item ?? null) > spanAt(item?.left ?? null);
}

function spanAt(item: Item | null): number {
  const [value] = item?.content instanceof ContentAny ? item.content.arr : [];
  return Number(value ?? 1) || 1;
}

/** What is gone with a row or a column goes behind the table that it was in. */
function behindTable(part: XmlElement, fragment: XmlFragment): Home {
  let table: AbstractType<unknown> | null = part.parent as AbstractType<unknown> | null;
  while (table && table.parent !== fragment) table = table.parent as AbstractType<unknown> | null;
  return { parent: fragment, index: indexOf(fragment, table) + 1 };
}

function indexOf(parent: XmlFragment, child: unknown): number {
  return (parent.toArray() as unknown[]).indexOf(child);
}

/** The texts and elements that a transaction has made. */
export function newTypes({ beforeState, afterState, doc }: Transaction): unknown[] {
  const types: unknown[] = [];
  for (const [client, clock] of afterState) {
    const start = beforeState.get(client) ?? 0;
    const structs = doc.store.clients.get(client);
    if (clock === start || !structs) continue;
    for (const struct of structs.slice(findIndexSS(structs, start))) {
      const content = struct instanceof Item && !struct.deleted ? struct.content : null;
      if (content instanceof ContentType) types.push(content.type);
    }
  }
  return types;
}

/** The text without its formats. */
export function wordsIn(text: XmlText): string {
  return text
    .toDelta()
    .map(({ insert }: { insert: unknown }) => insert)
    .join("");
}
