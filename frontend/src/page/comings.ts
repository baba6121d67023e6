/** Tells a screen reader who comes and who goes. */

import { later } from "../editor/view/later";
import { announce } from "./announce";
import type { Company } from "./company";

/** Comings and goings are told together: somebody who reloads their page has done neither. */
const GATHERED_MS = 3000;

/** Returns what to call whenever the connection may have come or gone. */
export function tellComings(company: Company): (isConnected: boolean) => void {
  let known = new Map<string, string>();
  let isHere = false;

  const tell = later(() => {
    // Whoever is cut off sees nobody, and knows nothing of who is there.
    if (!isHere) return;
    const present = new Map(company.others.map(({ id, name }) => [id, name]));
    const words = [
      comings("joined", missing(present, known)),
      comings("left", missing(known, present)),
    ].filter(Boolean);
    if (words.length > 0) announce(words.join(" "));
    known = present;
  }, GATHERED_MS);
  company.onMove(() => {
    if (company.others.length !== known.size || company.others.some(({ id }) => !known.has(id))) {
      tell();
    }
  });
  return (isConnected) => {
    if (isConnected && !isHere) tell();
    isHere = isConnected;
  };
}

function missing(all: Map<string, string>, from: Map<string, string>): string[] {
  return [...all].filter(([id]) => !from.has(id)).map(([, name]) => name);
}

function comings(done: string, names: string[]): string {
  const [first, second] = names;
  if (!first) return "";
  if (!second) return `${first} ${done}.`;
  return names.length === 2 ? `${first} and ${second} ${done}.` : `${names.length} people ${done}.`;
}
