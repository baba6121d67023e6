/** Style attributes of what is pasted, which a strict CSP lets count only when scripts set them. */

/**
 * Comments, style sheets and scripts as a whole, and tags with their quoted values. Each match ends
 * where the next begins, so that it is found in one pass, whatever is left open.
 */
const PIECES =
  /<!--[\s\S]*?(?:-->|$)|<(style|script)\b[\s\S]*?(?:<\/\1\s*>|$)|<[a-z](?:[^<>"']|"[^"]*(?:"|$)|'[^']*(?:'|$))*>?/gi;

/** Style attributes and handlers. */
const INLINE = /([\s"'/])(style|on\w+)\s*=/gi;

/** Programs that say formats by classes; the style sheets of others are no use here. */
const BY_CLASS = ["Excel.Sheet", "Cocoa HTML Writer"];

/**
 * Puts style attributes aside, where flattening finds them. A strict CSP drops them while HTML is
 * parsed, and with them all that Google Docs says of its formats; and it complains of each, as of
 * style sheets, handlers and bases, which are no use here.
 */
export function withoutStyles(html: string): string {
  const keepsSheets = BY_CLASS.some((program) => html.includes(program));
  return html.replace(PIECES, (piece, sheet) => {
    if (sheet === "style" && keepsSheets) return putAside(piece);
    return sheet || /^<base\b/i.test(piece) ? "" : piece.replace(INLINE, "$1data-$2=");
  });
}

/** A style sheet as words, for `tidy/sheets.ts`. */
function putAside(sheet: string): string {
  const words = sheet.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<i hidden data-sheet="${words}"></i>`;
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

const OF_WORDS = ["font-weight", "font-style", "text-decoration", "color"];

/** What a cell of a spreadsheet says of all its words, as an element around them. */
export function formatOf(cell: HTMLElement): HTMLElement[] {
  const { style } = styled(cell);
  const said = OF_WORDS.filter((name) => style.getPropertyValue(name) !== "");
  if (said.length === 0) return [];
  const format = cell.ownerDocument.createElement("span");
  format.dataset.style = said.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";");
  return [format];
}

/** Pages write out how their links look; ours have a look of their own. */
export function dropLookOfLinks({ style }: HTMLElement): void {
  style.color = "";
  style.textDecoration = style.textDecoration.replace("underline", "");
}
