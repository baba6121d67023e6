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

/** What the frame says once it can draw. */
export const READY = "ready";
