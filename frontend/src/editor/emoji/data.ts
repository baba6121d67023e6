/** The emoji there are. Loaded with the first question for one. */
import { emoji } from "virtual:emoji";

export interface Emoji {
  sign: string;
  label: string;
  /** What it is called between colons. */
  code: string | null;
  /** Other words for it, in lower case. */
  words: string;
  /** Of `GROUPS`. */
  group: number;
  /** Whether it can have a shade of skin (tones.ts). */
  hasTones: boolean;
}

/** As Unicode has them, each with one that stands for it. */
export const GROUPS = [
  { group: 0, name: "Smileys & emotion", sign: "😀" },
  { group: 1, name: "People & body", sign: "👋" },
  { group: 3, name: "Animals & nature", sign: "🐻" },
  { group: 4, name: "Food & drink", sign: "🍔" },
  { group: 5, name: "Travel & places", sign: "🚗" },
  { group: 6, name: "Activities", sign: "⚽" },
  { group: 7, name: "Objects", sign: "💡" },
  { group: 8, name: "Symbols", sign: "🔣" },
  { group: 9, name: "Flags", sign: "🏁" },
] as const;

export const EMOJI: readonly Emoji[] = emoji.map((row) => {
  const [sign, label, code, words, group, tones] = row;
  return { sign, label, code: code || null, words, group, hasTones: tones === 1 };
});

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
