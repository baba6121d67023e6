import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "yjs";
import { TEXT } from "../update.js";
import { pasted, written } from "../writing.js";

function read(updates) {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getText(TEXT).toString();
}

test("the updates make the document, which is always the same", () => {
  const { doc, updates } = written({ edits: 3000, perUpdate: 100 });
  assert.equal(updates.length, 30);
  assert.equal(read(updates), doc.getText(TEXT).toString());
  assert.equal(read(written({ edits: 3000, perUpdate: 7 }).updates), read(updates));
});

test("a pasted text is the same text", () => {
  const { updates } = pasted("abcdefghij", 3);
  assert.equal(updates.length, 3);
  assert.equal(read(updates), "abcdefghij");
});
