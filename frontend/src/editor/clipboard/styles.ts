/** Style attributes of what is pasted, which a strict CSP lets count only when scripts set them. */

/**
 * Comments, style sheets and scripts as a whole, and tags with their quoted values. Each match ends
 * where the next begins, so that it is found in one pass, whatever is left open.
 */
const PIECES =
  /<!--[\s\S]*?(?:-->|$)|<(style|script)\b[\s\S]*?(?:<\/\1\s*>|$)|<[a-z](?:[^<>"']|"[^"]*(?:"|$)|'[^']*(?:'|$))*>?/gi;

/** Style attributes and handlers. */
const INLINE = /([\s"'/])(style|on\w+)\s*=/gi;

/**
 * Puts style attributes aside, where flattening finds them. A strict CSP drops them while HTML is
 * parsed, and with them all that Google Docs says of its formats; and it complains of each, as of
 * style sheets, handlers and bases, which are no use here.
 */
export function withoutStyles(html: string): string {
  return html.replace(PIECES, (piece, sheet) =>
    sheet || /^<base\b/i.test(piece) ? "" : piece.replace(INLINE, "$1data-$2="),
  );
}

/** An empty copy with its style; set through the CSSOM, a strict CSP lets it count. */
export function styled(wrapper: HTMLElement): HTMLElement {
  const copy = wrapper.cloneNode(false) as HTMLElement;
  const { style } = wrapper.dataset;
  if (style !== undefined) copy.style.cssText = style;
  const color = wrapper.tagName === "FONT" && wrapper.getAttribute("color");
  if (color && !copy.style.color) copy.style.color = color;
  return copy;
}

/** Pages write out how their links look; ours have a look of their own. */
export function dropLookOfLinks({ style }: HTMLElement): void {
  style.color = "";
  style.textDecoration = style.textDecoration.replace("underline", "");
}
