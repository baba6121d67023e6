/** Opening documents, and filling them beforehand. */

import { setTimeout as sleep } from "node:timers/promises";
import * as Y from "yjs";
import { Crowd } from "./crowd.js";
import { mark } from "./output.js";
import { TEXT } from "./update.js";
import { written } from "./writing.js";

const FILL_SECONDS = 120;
const PAUSE_MS = 10; // below the hundred messages a second that any server lets a socket send
const LOOK_MS = 250;

/** A document as somebody finds it who opens it now. */
export async function opened(protocol, name, seat) {
  const crowd = new Crowd(protocol);
  const client = await crowd.join(name, seat, { keepState: true, present: false });
  crowd.leave();
  const doc = new Y.Doc();
  Y.applyUpdate(doc, client.state);
  return doc;
}

/** Hand in `updates` from the first seat and wait until the last seat sees all of `length`. */
async function fill(crowd, protocol, { name, seats }, { updates, doc }) {
  const author = await crowd.join(name, seats[0], { present: false });
  for (const update of updates) {
    author.say(author.wire.update(update));
    await sleep(PAUSE_MS);
  }
  const length = doc.getText(TEXT).length;
  const deadline = performance.now() + FILL_SECONDS * 1000;
  for (;;) {
    const found = await opened(protocol, name, seats.at(-1));
    if (found.getText(TEXT).length === length) return;
    if (performance.now() > deadline) throw new Error("the document was not taken in");
    await sleep(LOOK_MS);
  }
}

/** `people` open the same big document at the same moment, while its author has it open. */
export async function storm({ protocol, documents, people, edits, settle }) {
  const [document] = documents;
  const text = written({ edits });
  const author = new Crowd(protocol);
  await fill(author, protocol, document, text);
  await sleep(settle * 1000);
  const crowd = new Crowd(protocol);
  mark("begin");
  const began = performance.now();
  const all = document.seats.slice(1, people + 1).map((seat) => crowd.join(document.name, seat));
  const outcomes = await Promise.allSettled(all);
  const milliseconds = performance.now() - began;
  await sleep(500); // what they hear of each other's presence belongs to it
  mark("end");
  crowd.leave();
  author.leave();
  const failed = outcomes.filter(({ status }) => status === "rejected").length;
  return {
    milliseconds,
    joining: crowd.joining.summary(),
    failed,
    bytes: Y.encodeStateAsUpdate(text.doc).length,
    faults: Object.fromEntries(crowd.faults),
  };
}

/** All documents are opened and left open; the first one before the server's memory is read. */
export async function idling({ protocol, documents, people, hold }) {
  const crowd = new Crowd(protocol);
  const [first, ...others] = documents;
  await crowd.joinAll([first], 1);
  await sleep(hold * 1000);
  mark("begin");
  await crowd.joinAll(others, people);
  await sleep(hold * 1000);
  mark("end");
  crowd.leave();
  return {
    connections: crowd.clients.length - 1,
    documents: others.length,
    faults: Object.fromEntries(crowd.faults),
  };
}

/** One person opens one document: until all of it has arrived, and until Yjs has read it. */
export async function open({ protocol, documents }) {
  const [{ name, seats }] = documents;
  const crowd = new Crowd(protocol);
  mark("begin");
  const began = performance.now();
  const client = await crowd.join(name, seats[0], { keepState: true });
  const arrived = performance.now();
  const doc = new Y.Doc();
  Y.applyUpdate(doc, client.state);
  const read = performance.now();
  mark("end");
  crowd.leave();
  return {
    milliseconds: arrived - began,
    reading: read - arrived,
    bytes: client.stateBytes,
    length: doc.getText(TEXT).length,
  };
}
