/**
 * A real editing trace, typed again by as many authors as it has.
 *
 * The format is that of github.com/josephg/editing-traces: transactions of patches `[position,
 * deleted, inserted]`, positions in characters; where several write at once, relative to what the
 * transaction's parents (indexes of other transactions) together have made.
 */

import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import * as Y from "yjs";
import { Crowd } from "./crowd.js";
import { Histogram } from "./histogram.js";
import { opened } from "./opening.js";
import { mark } from "./output.js";
import { TEXT } from "./update.js";

const WAIT_SECONDS = 120;
const FIRST_ID = 2001;

/**
 * The updates of a trace's first `edits` transactions: `{author, update, after}`, where `after` says
 * how many updates of each author it follows. `text` is what they end at.
 */
export function updatesOf(trace, edits = trace.txns.length) {
  const replicas = Array.from({ length: trace.numAgents ?? 1 }, (_, author) => replica(author));
  const made = replicas.map(() => []);
  const steps = [];
  for (const [index, { agent: author = 0, parents, patches }] of trace.txns.entries()) {
    if (index === edits) break;
    const after = merged(steps, parents ?? (index ? [index - 1] : []), replicas.length);
    const { doc, seen } = replicas[author];
    const text = doc.getText(TEXT);
    for (const [other, count] of after.entries()) {
      for (; other !== author && seen[other] < count; seen[other]++) {
        Y.applyUpdate(doc, made[other][seen[other]], "other");
      }
    }
    let update = null;
    doc.once("update", (bytes) => {
      update = bytes;
    });
    doc.transact(() => {
      for (const [at, deleted, inserted] of patches) {
        if (deleted) text.delete(at, deleted);
        if (inserted) text.insert(at, inserted);
      }
    });
    made[author].push(update);
    steps.push({ author, update, after });
  }
  const whole = new Y.Doc();
  for (const update of made.flat()) Y.applyUpdate(whole, update);
  return { steps, authors: replicas.length, text: whole.getText(TEXT).toString() };
}

/** A replica of one author; where two write at the same place, the first author comes first. */
function replica(author) {
  const doc = new Y.Doc();
  doc.clientID = FIRST_ID + author;
  return { doc, seen: [0, 0] };
}

/** How many updates of each author the parents have seen, themselves included. */
function merged(steps, parents, authors) {
  const after = new Array(authors).fill(0);
  for (const parent of parents) {
    const { author, after: before } = steps[parent];
    for (const [other, count] of before.entries()) {
      after[other] = Math.max(after[other], count + (other === author ? 1 : 0));
    }
  }
  return after;
}

/** Authors type a trace at `rate` updates a second together, and somebody reads along. */
export async function replaying({ protocol, documents, trace, edits, rate }) {
  const [{ name, seats }] = documents;
  const recorded = JSON.parse(gunzipSync(readFileSync(trace)).toString());
  const { steps, authors, text } = updatesOf(recorded, edits ?? undefined);
  const complete = steps.length === recorded.txns.length;
  if (complete && text !== recorded.endContent) throw new Error("Yjs does not end at endContent");

  const crowd = new Crowd(protocol);
  await crowd.joinAll([{ name, seats }], authors + 1);
  const typists = crowd.clients.slice(0, authors);
  for (const [author, typist] of typists.entries()) {
    const own = steps.filter((step) => step.author === author);
    crowd.prepare(
      typist,
      own.map(({ update }) => typist.wire.update(update)),
    );
  }
  await sleep(1000);
  const lag = new Histogram();
  mark("begin");
  const began = performance.now();
  await replay(crowd, typists, steps, rate, lag);
  await until(() => typists.every(({ saved, todo }) => saved === todo.length), crowd);
  const seconds = (performance.now() - began) / 1000;
  mark("end");
  const found = await opened(protocol, name, seats[authors + 1]);
  crowd.leave();
  return {
    updates: steps.length,
    seconds,
    complete,
    same: found.getText(TEXT).toString() === text,
    acknowledged: crowd.acknowledged.summary(),
    lag: lag.summary(),
    faults: Object.fromEntries(crowd.faults),
  };
}

/** Type every update when it is due, but not before all it follows has been acknowledged. */
async function replay(crowd, typists, steps, rate, lag) {
  const began = performance.now();
  for (const [index, { author, after }] of steps.entries()) {
    const due = began + (index * 1000) / rate;
    while (performance.now() < due) await sleep(1);
    const known = () =>
      typists.every(({ saved }, other) => other === author || saved >= after[other]);
    if (!known()) await until(known, crowd);
    lag.add(performance.now() - due);
    crowd.doNext(typists[author]);
  }
}

/** Wait for something; fails after a while, and when a socket is lost. */
async function until(ready, crowd) {
  const deadline = performance.now() + WAIT_SECONDS * 1000;
  while (!ready()) {
    if (crowd.faults.size > 0) throw new Error([...crowd.faults.keys()].join(", "));
    if (performance.now() > deadline) throw new Error("not everything was acknowledged");
    await sleep(1);
  }
}
