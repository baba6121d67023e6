/** Says something to a screen reader, when it has a moment. */

import { later } from "../editor/view/later";
import { element } from "./config";

/** What is said in one breath; a region that is written twice at once tells only the second. */
const BREATH_MS = 500;

const waiting: string[] = [];

export function announce(text: string): void {
  waiting.push(text);
  speak();
}

const speak = later(() => {
  // Emptied first: the same words again would be no news.
  element("announcements").textContent = "";
  element("announcements").append(waiting.splice(0).join(" "));
}, BREATH_MS);
