/** What this browser remembers of the documents that it keeps, so that they open without a server. */
import type { Config } from "../page/config";
import type { UnsentTitle } from "../page/title";

/** Begins as the names of all that signing out clears do. */
const NAME = "collab:kept";
const DOCUMENTS = "documents";
const LISTED = "listed";

/** A document whose text is in this browser, as its person last had it open. */
export interface Kept {
  id: string;
  config: Config;
  /** When it was last opened, in milliseconds since the epoch. */
  openedAt: number;
  /** Whether words may be in it that the server has not got. */
  unsent: boolean;
  unsentTitle?: UnsentTitle | undefined;
}

/** What the list of documents showed last, be it kept or not, and to whom. */
export interface List {
  person: string;
  documents: { id: string; title: string }[];
}

export async function remember(kept: Kept): Promise<void> {
  await within(DOCUMENTS, "readwrite", (store) => store.put(kept));
}

export function find(id: string): Promise<Kept | undefined> {
  return within(DOCUMENTS, "readonly", (store) => store.get(id));
}

/** All that are kept, the last opened first. */
export async function all(): Promise<Kept[]> {
  const kept: Kept[] = await within(DOCUMENTS, "readonly", (store) => store.getAll());
  return kept.sort((one, other) => other.openedAt - one.openedAt);
}

/** Forgets a document, with its text. */
export async function forget({ id, config }: Kept): Promise<void> {
  await within(DOCUMENTS, "readwrite", (store) => store.delete(id));
  await remove(config.cacheKey);
}

export async function rememberList(list: List): Promise<void> {
  await within(LISTED, "readwrite", (store) => store.put(list, LISTED));
}

export function lastList(): Promise<List | undefined> {
  return within(LISTED, "readonly", (store) => store.get(LISTED));
}

/**
 * Forgets what belongs to anybody but this person; `""` is nobody.
 *
 * Whoever was merely signed out keeps what only this browser has: it is sent when they are back.
 */
export async function forgetOthers(person: string): Promise<void> {
  const databases = await indexedDB.databases();
  const names = databases.map(({ name }) => name ?? "");
  // Where nothing is remembered, nothing is made either: it would seem to be something.
  if (names.includes(NAME)) await forgetRecords(person);
  if (person === "") return;
  const others = (name: string) => name !== NAME && !name.startsWith(`collab:${person}:`);
  const foreign = names.filter((name) => name.startsWith("collab:") && others(name));
  await Promise.all(foreign.map(remove));
}

async function forgetRecords(person: string): Promise<void> {
  for (const kept of await all()) {
    const isTheirs = kept.config.user.id === person;
    if (!isTheirs && !(person === "" && kept.unsent)) await forget(kept);
  }
  if ((await lastList())?.person !== person) {
    await within(LISTED, "readwrite", (store) => store.clear());
  }
}

/** A database that is open in another tab goes when that tab closes. */
export function remove(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}

/** Opened for each request alone: what stays open cannot be deleted when somebody signs out. */
async function within<T>(
  store: string,
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(DOCUMENTS, { keyPath: "id" });
    opening.result.createObjectStore(LISTED);
  };
  const database = await settled(opening);
  try {
    return await settled(ask(database.transaction(store, mode).objectStore(store)));
  } finally {
    database.close();
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
