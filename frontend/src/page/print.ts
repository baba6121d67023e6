/** Puts the title over the document on paper: its field on the page holds one line only. */
import { element } from "./config";

export function printTitle(): void {
  window.addEventListener("beforeprint", () => {
    element("text").dataset.title = (element("title") as HTMLInputElement).value.trim();
  });
}
