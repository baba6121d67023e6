/** Boxes that other programs draw around a note: they become quotes that name their tone. */
import type { Tone } from "../../schema/kinds";
import { all, cutPrefix, removeAll, rename } from "./dom";

const BOXES =
  ".markdown-alert, .admonition, .notice-block, .alert, figure.callout, .callout, [data-type=callout], " +
  "[data-panel-type], .confluence-information-macro, aside";

/** Names and pictures of the box, which ours draws itself. */
const TITLES =
  ".markdown-alert-title, .admonition-title, .admonition-heading, .notice-block > .icon, .callout .icon, " +
  ".aui-icon";

const TONES: [RegExp, Tone][] = [
  [/warn|caution|danger|error|important|attention/, "warning"],
  [/\btip|hint|success/, "tip"],
];

/** What markdown writes first in a quote that is a note: `[!TIP]`. */
const ALERT = /^\s*\[!(\w+)\]\s*/;

/** Pictures with which Notion's notes begin. */
const PICTURE = /^\s*(\p{Extended_Pictographic}\ufe0f?)\s*/u;

export function readCallouts(root: Element): void {
  for (const box of all(root, BOXES)) {
    const words = `${box.className} ${box.dataset.calloutType} ${box.dataset.panelType}`;
    // An aside is a side bar on most pages; Notion's begins with its picture.
    const picture = box.matches("aside, .callout") ? cutPrefix(box, PICTURE) : null;
    if (box.tagName === "ASIDE" && !picture) continue;
    removeAll(box, TITLES);
    rename(box, "blockquote").dataset.tone = toneOf(`${words} ${nameOf(picture?.[1])}`);
  }
  for (const quote of all(root, "blockquote:not([data-tone])")) {
    const alert = cutPrefix(quote, ALERT);
    if (alert) quote.dataset.tone = toneOf(alert[1] ?? "");
  }
}

function toneOf(words: string): Tone {
  return TONES.find(([pattern]) => pattern.test(words.toLowerCase()))?.[1] ?? "note";
}

function nameOf(picture = ""): string {
  if (/^(⚠|🚨|❗|🛑|⛔|🔥)/u.test(picture)) return "warning";
  return /^(💡|✅)/u.test(picture) ? "tip" : "";
}
