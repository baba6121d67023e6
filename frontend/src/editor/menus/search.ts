/** Finds entries of a menu by what is typed. */

interface Entry {
  label: string;
  words: string;
}

/** The entries that a query means: those whose name begins with it first, then those known by it. */
export function search<T extends Entry>(entries: readonly T[], query: string): T[] {
  const wanted = plain(query.trim());
  if (!wanted) return [...entries];
  return entries
    .map((entry) => ({ entry, rank: rankOf(entry, wanted) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}

function rankOf({ label, words }: Entry, wanted: string): number {
  const name = plain(label);
  if (name.startsWith(wanted)) return 0;
  if (startsAWord(name, wanted)) return 1;
  if (startsAWord(words, wanted)) return 2;
  return name.replaceAll(" ", "").includes(wanted.replaceAll(" ", "")) ? 3 : -1;
}

function startsAWord(text: string, wanted: string): boolean {
  return ` ${text}`.includes(` ${wanted}`);
}

/** Without capitals and accents. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
