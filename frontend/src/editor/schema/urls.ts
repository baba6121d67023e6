/** Which addresses a link may have. */

const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);

/** The address as it may stand in a link, or null when its scheme could run or read anything. */
export function safeUrl(address: unknown): string | null {
  if (typeof address !== "string" || !URL.canParse(address)) return null;
  return SCHEMES.has(new URL(address).protocol) ? address : null;
}

/** What a person typed as an address, completed: `example.org` is meant as https. */
export function completeUrl(typed: string): string | null {
  const address = typed.trim();
  if (/^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/.test(address)) return safeUrl(`mailto:${address}`);
  if (/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(address)) return safeUrl(address);
  return /^[^\s/]+\.[^\s]+$/.test(address) ? safeUrl(`https://${address}`) : null;
}

/** Addresses inside running text, without the punctuation that ends a sentence. */
export const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>"']*[^\s<>"'.,;:!?)\]]/g;
