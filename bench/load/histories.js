/** Histories on disk, for the servers' stores: all updates of a document, and its full state. */

import { createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { finished } from "node:stream/promises";
import * as Y from "yjs";
import { TEXT } from "./update.js";
import { pasted, written } from "./writing.js";

/** Write the history `how` describes to `directory`, as `written` takes it. */
export async function history({ directory, how }) {
  await save(directory, written(how));
  return {};
}

/** Write a history as above to `long`, and the same text in `pieces` pieces to `short`. */
export async function histories({ long, short, how, pieces }) {
  const whole = written(how);
  await save(long, whole);
  await save(short, pasted(whole.doc.getText(TEXT).toString(), pieces));
  return {};
}

/** Each update stands behind its length, four bytes, low first. */
async function save(directory, { doc, updates }) {
  mkdirSync(directory, { recursive: true });
  writeFileSync(`${directory}/state`, Y.encodeStateAsUpdate(doc));
  const file = createWriteStream(`${directory}/updates`);
  for (const update of updates) {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(update.length);
    file.write(length);
    file.write(update);
  }
  file.end();
  await finished(file);
}
