/** Texts with a history: what people who type, jump and delete leave behind, always the same. */

import * as Y from "yjs";
import { TEXT } from "./update.js";

const LETTERS = "etaoin shrdlucmfwypvbgkqjxz ";
const FIRST_AUTHOR = 1000;
const AUTHORS = 4;
const TURN = 500;

/**
 * A document of `edits` edits of a character each, and the updates that make it, in order.
 *
 * Its authors take turns. One edit in `jumps` is somewhere else in the text; one in `deletions`
 * begins to take characters away, `run` of them. `perUpdate` edits are in one update.
 */
export function written({ edits, jumps = 12, deletions = 5, run = 1, perUpdate = 1000 }) {
  const { doc, text, updates } = empty();
  const random = randomNumbers();
  let at = 0;
  let doomed = 0;
  const edit = () => {
    if (random(jumps) === 0) at = random(text.length + 1);
    if (doomed === 0 && random(deletions) === 0) doomed = run;
    const deletes = doomed > 0 && at > 0;
    doomed = deletes ? doomed - 1 : 0;
    if (deletes) text.delete(--at, 1);
    else text.insert(at++, LETTERS[random(LETTERS.length)]);
  };
  for (let done = 0; done < edits; done += perUpdate) {
    doc.clientID = FIRST_AUTHOR + (Math.floor(done / TURN) % AUTHORS);
    doc.transact(() => {
      for (let left = Math.min(perUpdate, edits - done); left > 0; left--) edit();
    });
  }
  return { doc, updates };
}

/** The same text as `whole`, inserted in `pieces` pieces. */
export function pasted(whole, pieces) {
  const { doc, text, updates } = empty();
  const size = Math.ceil(whole.length / pieces);
  for (let at = 0; at < whole.length; at += size) text.insert(at, whole.slice(at, at + size));
  return { doc, updates };
}

function empty() {
  const doc = new Y.Doc();
  doc.clientID = FIRST_AUTHOR;
  const updates = [];
  doc.on("update", (update) => updates.push(update));
  return { doc, text: doc.getText(TEXT), updates };
}

/** A function that returns a whole number below its argument (xorshift with a fixed seed). */
function randomNumbers() {
  let state = 2463534242;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
