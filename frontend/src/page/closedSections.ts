/** Remembers in this browser which sections of each document a person has closed. */
import { ClosedSections } from "../editor/sections/closedSections";

const KEY = "collab:sections";

/** Documents; the ones in which nothing was opened or closed for longest are forgotten. */
const LIMIT = 100;

type Remembered = [name: string, ids: string[]][];

/** `name` stands for this person and this document. */
export function closedSections(name: string): ClosedSections {
  const ids = read().find(([other]) => other === name)?.[1] ?? [];
  return new ClosedSections(ids, (now) => {
    // Read again: another window may have written since.
    const others = read().filter(([other]) => other !== name);
    const all: Remembered = now.length > 0 ? [...others, [name, now]] : others;
    localStorage.setItem(KEY, JSON.stringify(all.slice(-LIMIT)));
  });
}

function read(): Remembered {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(entry: unknown): entry is Remembered[number] {
  return (
    Array.isArray(entry) &&
    typeof entry[0] === "string" &&
    Array.isArray(entry[1]) &&
    entry[1].every((id) => typeof id === "string")
  );
}
