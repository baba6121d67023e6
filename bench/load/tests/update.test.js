import assert from "node:assert/strict";
import { test } from "node:test";
import * as Y from "yjs";
import { eachStruct, keystroke, TEXT } from "../update.js";

const TYPIST = 0x6fffffff;

function structs(update) {
  const found = [];
  eachStruct(Buffer.from(update), 0, update.length, (...struct) => found.push(struct));
  return found;
}

/** How many clocks of each clientID an update holds. */
function clocks(found) {
  const counts = new Map();
  for (const [clientID, , length] of found) {
    counts.set(clientID, (counts.get(clientID) ?? 0) + length);
  }
  return counts;
}

test("Yjs reads what a typist types", () => {
  const doc = new Y.Doc();
  for (let clock = 0; clock < 300; clock++) Y.applyUpdate(doc, keystroke(TYPIST, clock));
  assert.equal(doc.getText(TEXT).toString(), "a".repeat(300));
});

test("every character of a merged update is found", () => {
  const updates = [];
  for (let clock = 0; clock < 5; clock++) {
    for (const typist of [1, 2, TYPIST]) updates.push(keystroke(typist, clock));
  }
  const merged = structs(Y.mergeUpdates(updates));
  assert.deepEqual(
    [...clocks(merged)].sort(),
    [
      [1, 5],
      [2, 5],
      [TYPIST, 5],
    ].sort(),
  );
});

test("the same structs are found as Yjs finds, whatever they hold", () => {
  const doc = new Y.Doc();
  const fragment = doc.getXmlFragment("default");
  const block = new Y.XmlElement("block");
  const text = new Y.XmlText("héllo 😀");
  fragment.insert(0, [block]);
  block.setAttribute("type", "paragraph");
  block.insert(0, [text]);
  text.format(0, 3, { bold: true });
  text.insertEmbed(1, { image: "x" });
  text.delete(1, 2);
  doc.getMap("map").set("key", { list: [1, -2, 1.5, 2 ** 40, 3n, "x", null, undefined, true] });
  doc.getMap("map").set("document", new Y.Doc());
  doc.getArray("array").push([1, 2, new Uint8Array([1, 2])]);
  const update = Y.encodeStateAsUpdate(doc);
  const expected = Y.decodeUpdate(update).structs.map(({ id, length }) => [
    id.client,
    id.clock,
    length,
  ]);
  assert.deepEqual(structs(update).sort(), expected.sort());
});

test("an update that ends too early is an error", () => {
  const whole = keystroke(TYPIST, 3);
  assert.throws(() => structs(whole.subarray(0, 4)), RangeError);
});
