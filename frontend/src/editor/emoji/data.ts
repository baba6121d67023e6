/** The emoji there are. Loaded with the first question for one. */
import { emoji } from "virtual:emoji";

export interface Emoji {
  sign: string;
  label: string;
  /** What it is called between colons. */
  code: string | null;
  /** Other words for it, in lower case. */
  words: string;
}

export const EMOJI: readonly Emoji[] = emoji.map(([sign, label, code, words]) => ({
  sign,
  label,
  code: code || null,
  words,
}));

const byCode = new Map(EMOJI.flatMap(({ code, sign }) => (code ? [[code, sign] as const] : [])));

export function emojiNamed(code: string): string | null {
  return byCode.get(code) ?? null;
}

/** Those that the query means, the nearest first, so many at the most. */
export function findEmoji(query: string, most: number): Emoji[] {
  const wanted = query.toLowerCase().replaceAll("_", " ").trim();
  return EMOJI.map((one) => ({ one, rank: rankOf(one, wanted) }))
    .filter(({ rank }) => rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ one }) => one);
}

function rankOf({ label, code, words }: Emoji, wanted: string): number {
  const name = code?.replaceAll("_", " ");
  if (name === wanted) return 0;
  if (name?.startsWith(wanted)) return 1;
  if (` ${label}`.includes(` ${wanted}`)) return 2;
  return ` ${words}`.includes(` ${wanted}`) ? 3 : 4;
}
