/** What the document needs on paper that it has no place for on the screen. */
import { element } from "./config";

/** Puts the title over it: its field on the page holds one line only. */
export function printTitle(): void {
  window.addEventListener("beforeprint", () => {
    element("text").dataset.title = (element("title") as HTMLInputElement).value.trim();
  });
}

/** Has links whose words are their address not say it twice on paper. */
export function printAddresses(): void {
  // A style sheet of its own: what is changed in the text itself, the editor takes for writing.
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  window.addEventListener("beforeprint", () => {
    const links = element("text").querySelectorAll<HTMLAnchorElement>("a[href^=http]");
    const told = [...links].filter(tellsAddress).map((link) => link.getAttribute("href") ?? "");
    const rules = told.map((href) => `a[href="${CSS.escape(href)}"]::after`);
    sheet.replaceSync(rules.length ? `${rules.join()} { content: none !important; }` : "");
  });
}

/** Whether the words are the address, perhaps without what people leave out of one. */
export function tellsAddress(link: HTMLAnchorElement): boolean {
  const plain = (address: string) => address.trim().replace(/^https?:\/\/(www\.)?|\/$/g, "");
  return plain(link.textContent) === plain(link.getAttribute("href") ?? "");
}
