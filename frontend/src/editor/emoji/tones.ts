/** Shades of skin, which many emoji of people can have. */

/** As they are chosen, none first. */
export const TONES = ["", "🏻", "🏼", "🏽", "🏾", "🏿"] as const;
export type Tone = (typeof TONES)[number];

export const TONE_NAMES: Record<Tone, string> = {
  "": "No skin tone",
  "🏻": "Light",
  "🏼": "Medium light",
  "🏽": "Medium",
  "🏾": "Medium dark",
  "🏿": "Dark",
};

export function isTone(value: unknown): value is Tone {
  return TONES.some((tone) => tone === value);
}

/** The sign in that shade: it is told behind the first character, in place of what asks for colours. */
export function toned(sign: string, tone: Tone): string {
  const [first = "", ...rest] = sign;
  if (tone === "") return sign;
  return first + tone + (rest[0] === "\ufe0f" ? rest.slice(1) : rest).join("");
}
