/** ":" and two letters ask for an emoji; its whole name between colons is it. */
import type { Asker } from "../menus/question";
import type { Emoji } from "./data";
import { insertEmoji } from "./insert";

const MOST = 8;

export const EMOJI: Asker = {
  sign: ":",
  label: "Emoji",
  pattern: /^[a-z0-9_+-]{2,30}$/i,
  find: (query) =>
    (data?.findEmoji(query, MOST) ?? []).map((emoji) => ({
      label: nameOf(emoji),
      sign: emoji.sign,
      keys: emoji.code ? `:${emoji.code}:` : undefined,
      run: insertEmoji(emoji.sign),
    })),
  prepare: (_, onMore) => {
    if (!data) void load().then((loaded) => loaded && onMore());
  },
};

type Data = typeof import("./data");

let data: Data | null = null;

/** What there is, loaded with the first question; null when that cannot be had. */
export async function load(): Promise<Data | null> {
  try {
    data ??= await import("./data");
  } catch {
    // Offline, most likely: the next question asks again.
  }
  return data;
}

/** The emoji of this name, as far as they are known already. */
export function emojiNamed(code: string): string | null {
  return data?.emojiNamed(code.toLowerCase()) ?? null;
}

function nameOf({ label }: Emoji): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}
