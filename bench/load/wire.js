/** The two protocols: how a message is framed, and what a frame from the server holds. */

import { Reader, Writer } from "./bytes.js";

/** What a frame can hold, as far as the generator tells it apart. */
export const Kind = Object.freeze({
  OTHER: 0,
  STEP_1: 1,
  STEP_2: 2,
  UPDATE: 3,
  AWARENESS: 4,
  ALLOWED: 5,
  DENIED: 6,
  SAVED: 7,
  PING: 8,
});

const SYNC = [Kind.STEP_1, Kind.STEP_2, Kind.UPDATE];
const EMPTY_STATE_VECTOR = [0];
const EMPTY_UPDATE = [0, 0];

const reader = new Reader();

/** The last frame read: its kind, and where its state vector, update or awareness lies. */
export const message = { kind: Kind.OTHER, start: 0, end: 0 };

function read(buffer, start, end, hasAddress) {
  reader.over(buffer, start, end);
  message.kind = Kind.OTHER;
  if (hasAddress && end - start === 1) {
    if (reader.byte() === 9) message.kind = Kind.PING;
    return message;
  }
  if (hasAddress) reader.skipBytes();
  const type = reader.integer();
  if (type === 0 || (hasAddress && type === 4)) {
    message.kind = SYNC[reader.integer()] ?? Kind.OTHER;
    payload();
  } else if (type === 1) {
    message.kind = Kind.AWARENESS;
    payload();
  } else if (type === 2) {
    message.kind = hasAddress && reader.integer() === 2 ? Kind.ALLOWED : Kind.DENIED;
  } else if (type === 8 && hasAddress) {
    message.kind = reader.integer() === 1 ? Kind.SAVED : Kind.DENIED;
  }
  return message;
}

function payload() {
  const length = reader.integer();
  message.start = reader.at;
  message.end = reader.at + length;
}

function sync(prefix, type, payload) {
  return new Writer().raw(prefix).raw([0, type]).bytes(payload).done();
}

function awareness(prefix, payload) {
  return new Writer().raw(prefix).raw([1]).bytes(payload).done();
}

/** `ws/<document>`: the document is in the address, the token (if any) too. */
const yWebsocket = {
  asksForToken: false,
  read: (buffer, start, end) => read(buffer, start, end, false),
  prefix: () => Buffer.alloc(0),
};

/** One address for all documents: each frame names its document, and a token comes first. */
const hocuspocus = {
  asksForToken: true,
  read: (buffer, start, end) => read(buffer, start, end, true),
  prefix: (document) => new Writer().string(document).done(),
};

const PROTOCOLS = { "y-websocket": yWebsocket, hocuspocus };

/** How one document's messages are written and read in a protocol. */
export class Wire {
  constructor(protocol, document) {
    const known = PROTOCOLS[protocol];
    if (known === undefined) throw new Error(`no such protocol: ${protocol}`);
    this.asksForToken = known.asksForToken;
    this.read = known.read;
    this.prefix = known.prefix(document);
  }

  /** Prove who connects. */
  token(token) {
    return new Writer().raw(this.prefix).raw([2, 0]).string(token).done();
  }

  /** Ask for the whole document. */
  step1() {
    return sync(this.prefix, 0, EMPTY_STATE_VECTOR);
  }

  /** Answer the server's question with nothing. */
  emptyStep2() {
    return sync(this.prefix, 1, EMPTY_UPDATE);
  }

  /** Hand in an update. */
  update(update) {
    return sync(this.prefix, 2, update);
  }

  /** Say where this client's cursor is: its `clock`-th state. */
  awareness(clientID, clock, state) {
    const text = JSON.stringify(state);
    const entry = new Writer().integer(1).integer(clientID).integer(clock).string(text);
    return awareness(this.prefix, entry.done());
  }

  /** Answer a ping. */
  pong() {
    return Buffer.from([10]);
  }
}

const states = new Reader();

/** Call `found(clientID, clock)` for every state of the awareness at buffer[start:end]. */
export function eachState(buffer, start, end, found) {
  states.over(buffer, start, end);
  for (let count = states.integer(); count > 0; count--) {
    const clientID = states.integer();
    const clock = states.integer();
    states.skipBytes();
    found(clientID, clock);
  }
}
