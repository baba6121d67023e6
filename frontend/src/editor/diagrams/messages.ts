/** What the page and the frame in which diagrams are drawn say to each other. */

/** Characters; what is longer is not drawn. */
export const MAX_LENGTH = 20_000;

export interface Order {
  source: string;
  isDark: boolean;
}

export interface Picture {
  /** An SVG that needs nothing from outside. */
  svg: string;
  /** In pixels, at its natural size. */
  width: number;
  height: number;
}

export type Answer = Picture | { error: string };

export const SLOW: Answer = { error: "This takes too long to draw." };

/** Pixels; no drawing of so much text is larger. */
const MAX_SIDE = 200_000;

/** Whether it is one: in the frame runs what draws anybody's words, so it may say anything. */
export function isAnswer(said: unknown): said is Answer {
  if (typeof said !== "object" || said === null) return false;
  if ("error" in said) return typeof said.error === "string";
  const { svg, width, height } = said as Record<string, unknown>;
  return typeof svg === "string" && isSide(width) && isSide(height);
}

function isSide(pixels: unknown): boolean {
  return typeof pixels === "number" && pixels > 0 && pixels <= MAX_SIDE;
}

/** What the frame says once it can draw. */
export const READY = "ready";
