/** Characters that pages show as pictures. */
import { all } from "./dom";

const EMOJI =
  "img[data-stringify-emoji], img.emoji, img.emoticon, img[data-emoji], img[goomoji], img[data-goomoji], " +
  'img[itemtype*="Emoji"], img[src*="/emoji/"], img[draggable="false"][alt][class*="emoji"]';

export function readEmoji(root: Element): void {
  for (const image of all(root, EMOJI)) {
    image.replaceWith(image.getAttribute("alt") ?? image.dataset.stringifyEmoji ?? "");
  }
}
