import assert from "node:assert/strict";
import { test } from "node:test";
import { Awareness, applyAwarenessUpdate } from "y-protocols/awareness";
import * as Y from "yjs";
import { keystroke } from "../update.js";
import { eachState, Kind, Wire } from "../wire.js";

const UPDATE = keystroke(7, 0);

for (const protocol of ["y-websocket", "hocuspocus"]) {
  const wire = new Wire(protocol, "a document");

  test(`${protocol}: an update is found in its frame`, () => {
    const frame = wire.update(UPDATE);
    const { kind, start, end } = wire.read(frame, 0, frame.length);
    assert.equal(kind, Kind.UPDATE);
    assert.deepEqual(frame.subarray(start, end), UPDATE);
  });

  test(`${protocol}: questions and answers are told apart`, () => {
    const read = (frame) => wire.read(frame, 0, frame.length).kind;
    assert.equal(read(wire.step1()), Kind.STEP_1);
    assert.equal(read(wire.emptyStep2()), Kind.STEP_2);
    assert.equal(read(wire.awareness(7, 1, {})), Kind.AWARENESS);
  });

  test(`${protocol}: presence is what y-protocols reads`, () => {
    const frame = wire.awareness(7, 3, { user: { name: "Ada" } });
    const { start, end } = wire.read(frame, 0, frame.length);
    const awareness = new Awareness(new Y.Doc());
    applyAwarenessUpdate(awareness, frame.subarray(start, end), "test");
    assert.deepEqual(awareness.getStates().get(7), { user: { name: "Ada" } });
    const states = [];
    eachState(frame, start, end, (...state) => states.push(state));
    assert.deepEqual(states, [[7, 3]]);
    awareness.destroy();
  });
}

test("hocuspocus: acknowledgements, refusals and pings are told apart", () => {
  const wire = new Wire("hocuspocus", "d");
  const read = (...body) => wire.read(Buffer.from(body), 0, body.length).kind;
  const address = [1, "d".charCodeAt(0)];
  assert.equal(read(...address, 8, 1), Kind.SAVED);
  assert.equal(read(...address, 8, 0), Kind.DENIED);
  assert.equal(read(...address, 2, 2, 0), Kind.ALLOWED);
  assert.equal(read(...address, 2, 1, 0), Kind.DENIED);
  assert.equal(read(9), Kind.PING);
});
