/** Rewrites what programs put on the clipboard in manners of their own as plain HTML. */
import { readCallouts } from "./callouts";
import { readCode } from "./code";
import { readEmoji } from "./emoji";
import { tidyGoogleDocs } from "./googleDocs";
import { dropJunk } from "./junk";
import { readLists } from "./lists";
import { tidyQuill } from "./quill";
import { readSheets } from "./sheets";
import { tidyWord } from "./word";
import { tidyWordOnline } from "./wordOnline";

/** In this order: what is hidden goes last, since some of it is read before. */
const TIDIERS: ((root: Element) => void)[] = [
  readSheets,
  tidyWord,
  tidyWordOnline,
  tidyGoogleDocs,
  tidyQuill,
  readEmoji,
  readCode,
  readCallouts,
  readLists,
  dropJunk,
];

export function tidy(root: Element): void {
  for (const tidier of TIDIERS) tidier(root);
}

/** How deep elements are looked into; no program nests deeper, and what walks down stays fast. */
const MAX_DEPTH = 100;

/** Leaves of what is nested too deep only the text. */
export function prune(root: Element): void {
  let level: Element[] = [root];
  for (let depth = 0; depth < MAX_DEPTH; depth++)
    level = level.flatMap(({ children }) => [...children]);
  for (const element of level) element.replaceChildren(element.textContent ?? "");
}
