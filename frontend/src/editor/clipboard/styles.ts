/** Style attributes of what is pasted, which a strict CSP lets count only when scripts set them. */

/**
 * Puts style attributes aside, where flattening finds them. A strict CSP drops them while HTML is
 * parsed, with a complaint for each, and with them all that Google Docs says of its formats.
 */
export function withoutStyles(html: string): string {
  return html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
}

/** An empty copy with its style; set through the CSSOM, a strict CSP lets it count. */
export function styled(wrapper: HTMLElement): HTMLElement {
  const copy = wrapper.cloneNode(false) as HTMLElement;
  const { style } = wrapper.dataset;
  if (style !== undefined) copy.style.cssText = style;
  return copy;
}

/** Pages write out how their links look; ours have a look of their own. */
export function dropLookOfLinks({ style }: HTMLElement): void {
  style.color = "";
  style.textDecoration = style.textDecoration.replace("underline", "");
}
