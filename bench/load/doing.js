/** Everybody does something at a steady pace: types, or moves their cursor. */

import { setTimeout as sleep } from "node:timers/promises";
import { Crowd, cursor } from "./crowd.js";
import { Histogram } from "./histogram.js";
import { opened } from "./opening.js";
import { mark } from "./output.js";
import { keystroke, TEXT } from "./update.js";

const QUIET_SECONDS = 3;
const DRAIN_SECONDS = 20;
const VERIFIED_DOCUMENTS = 5;

/**
 * People type a character `rate` times a second; `typists` of the `people` of each document.
 *
 * Documents that have been `begun` hold a text already.
 */
export function typing(plan) {
  return doing(plan, (client, count) =>
    Array.from({ length: count }, (_, nth) => client.wire.update(keystroke(client.clientID, nth))),
  );
}

/** People move their cursors `rate` times a second. */
export function moving(plan) {
  return doing({ ...plan, watchesCursors: true }, (client, count) =>
    Array.from({ length: count }, (_, nth) =>
      client.wire.awareness(client.clientID, client.awarenessClock + 1 + nth, cursor(client, nth)),
    ),
  );
}

async function doing(plan, payloads) {
  const { protocol, documents, people, rate, warmup, seconds } = plan;
  const crowd = new Crowd(protocol);
  crowd.watchesCursors = plan.watchesCursors;
  await crowd.joinAll(documents, people);
  const active = crowd.clients.filter((client) => client.place < plan.typists);
  const count = Math.ceil((warmup + seconds) * rate) + 1;
  for (const client of active) crowd.prepare(client, payloads(client, count));
  await sleep(plan.settle * 1000);

  const lag = new Histogram();
  const beginning = performance.now() + 10;
  await steadily(crowd, active, rate, beginning, warmup, lag);
  const before = { sent: crowd.sent, delivered: crowd.delivered };
  crowd.latency = new Histogram();
  crowd.acknowledged = new Histogram();
  mark("begin");
  await steadily(crowd, active, rate, beginning, warmup + seconds, lag);
  mark("end");
  const result = {
    sent: crowd.sent - before.sent,
    delivered: crowd.delivered - before.delivered,
    seconds,
  };
  await drained(crowd);
  const verified = plan.watchesCursors || plan.begun ? null : await verify(crowd, plan);
  crowd.leave();
  return {
    ...result,
    latency: crowd.latency.summary(),
    acknowledged: crowd.acknowledged.summary(),
    lag: lag.summary(),
    missing: crowd.expected - crowd.delivered,
    expected: crowd.expected,
    faults: Object.fromEntries(crowd.faults),
    verified,
  };
}

/** Everybody acts in turn, evenly spread, until `until` seconds after the beginning. */
async function steadily(crowd, active, rate, beginning, until, lag) {
  const gap = 1000 / rate / active.length;
  const end = until * 1000;
  for (;;) {
    for (;;) {
      const due = crowd.sent * gap;
      if (due >= end) return;
      const late = performance.now() - beginning - due;
      if (late < 0) break;
      lag.add(late);
      crowd.doNext(active[crowd.sent % active.length]);
    }
    await sleep(1);
  }
}

/** Wait until everything has arrived, or nothing has for a while. */
async function drained(crowd) {
  const began = performance.now();
  while (crowd.delivered < crowd.expected) {
    const now = performance.now();
    const quiet = now - Math.max(crowd.lastDelivery, began);
    if (quiet > QUIET_SECONDS * 1000 || now - began > DRAIN_SECONDS * 1000) return;
    await sleep(20);
  }
}

/** Whether somebody who opens the document now finds every character; looks at some documents. */
async function verify(crowd, { protocol, documents, people }) {
  for (const { name, seats } of documents.slice(0, VERIFIED_DOCUMENTS)) {
    const typed = crowd.clients.reduce(
      (sum, client) => sum + (client.name === name ? client.done : 0),
      0,
    );
    const doc = await opened(protocol, name, seats[people]);
    if (doc.getText(TEXT).length !== typed) return false;
  }
  return true;
}
