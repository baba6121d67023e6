/** What somebody has chosen before in this browser: emoji, the last one first, and a shade of skin. */
import { isTone, type Tone } from "./tones";

const RECENT = "collab:emoji";
const TONE = "collab:skin";

/** Two rows of them. */
const MOST = 16;

export function recent(): string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
    return Array.isArray(found) ? found.filter((sign) => typeof sign === "string") : [];
  } catch {
    return [];
  }
}

export function remember(sign: string): void {
  const others = recent().filter((other) => other !== sign);
  localStorage.setItem(RECENT, JSON.stringify([sign, ...others].slice(0, MOST)));
}

export function lastTone(): Tone {
  const tone = localStorage.getItem(TONE);
  return isTone(tone) ? tone : "";
}

export function rememberTone(tone: Tone): void {
  localStorage.setItem(TONE, tone);
}
