/** In which direction text is read. */

const RTL_FIRST = /^\P{L}*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

/** Whether the first letter says right to left, as `dir="auto"` decides it. */
export function isRtl(text: string): boolean {
  return RTL_FIRST.test(text);
}
