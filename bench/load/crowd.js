/** People at many documents: connecting them, and counting what of each other's doing they see. */

import { Histogram } from "./histogram.js";
import { frame, Socket } from "./socket.js";
import { eachStruct } from "./update.js";
import { eachState, Kind, Wire } from "./wire.js";

const JOIN_SECONDS = 120;
const HANDSHAKES_AT_ONCE = 20;

/**
 * One person's connection to one document.
 *
 * `todo` are the frames that they will send, `sentAt` when each was sent; `seen` remembers for each
 * of them, and for each client of the document, whether it arrived there.
 */
class Client {
  synced = false;
  state = Buffer.alloc(0);
  stateBytes = 0;
  saved = 0;
  awarenessClock = 0;
  todo = [];
  done = 0;
  sentAt = new Float64Array();
  seen = new Uint8Array();
  onSaved = () => {};

  constructor(name, document, clientID, place, wire) {
    this.name = name;
    this.document = document;
    this.clientID = clientID;
    this.place = place;
    this.wire = wire;
  }

  /** Send a message at once. */
  say(payload) {
    this.socket.send(frame(payload));
  }
}

export class Crowd {
  clients = [];
  latency = new Histogram();
  acknowledged = new Histogram();
  joining = new Histogram();
  sent = 0;
  expected = 0;
  delivered = 0;
  duplicates = 0;
  lastDelivery = 0;
  faults = new Map();
  #protocol;
  #firstID = 0x10000000 + Math.floor(Math.random() * 0x50000000);
  #documents = new Map();
  #leaving = false;

  constructor(protocol) {
    this.#protocol = protocol;
  }

  /** Connect to a document from a seat `{url, token}`; resolves when it has been received. */
  join(name, seat, { keepState = false, present = true } = {}) {
    const document = this.#document(name);
    const clientID = this.#firstID + this.clients.length;
    const client = new Client(
      name,
      document,
      clientID,
      document.length,
      new Wire(this.#protocol, name),
    );
    this.clients.push(client);
    document.push(client);
    return new Promise((resolve, reject) => {
      const began = performance.now();
      const late = setTimeout(() => reject(new Error("no answer to step 1")), JOIN_SECONDS * 1000);
      const settle = (outcome, value) => {
        clearTimeout(late);
        outcome(value);
      };
      const greet = () => {
        client.say(client.wire.step1());
        if (present)
          client.say(client.wire.awareness(clientID, ++client.awarenessClock, user(client)));
      };
      client.synchronised = () => {
        this.joining.add(performance.now() - began);
        settle(resolve, client);
      };
      client.keepState = keepState;
      client.socket = new Socket(seat.url, {
        // Clients of Hocuspocus send all this without waiting for an answer to their token.
        opened: () => {
          if (client.wire.asksForToken) client.say(client.wire.token(seat.token));
          greet();
        },
        received: (buffer, start, end) => this.#received(client, buffer, start, end),
        ended: (reason) => {
          if (!this.#leaving) this.faults.set(reason, (this.faults.get(reason) ?? 0) + 1);
          settle(reject, new Error(reason));
        },
      });
    });
  }

  /**
   * Seat people at `documents`, each `{name, seats}`; the first of every document go first, since
   * some servers make a document twice when two ask for it at once.
   */
  async joinAll(documents, people) {
    const places = (from, to) =>
      documents.flatMap(({ name, seats }) => seats.slice(from, to).map((seat) => [name, seat]));
    await this.#joinEach(places(0, 1));
    await this.#joinEach(places(1, people));
  }

  async #joinEach(waiting) {
    const work = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await this.join(...next);
    };
    await Promise.all(Array.from({ length: HANDSHAKES_AT_ONCE }, work));
  }

  /** Give a client the messages `payloads` to send, one at a time, by `doNext`. */
  prepare(client, payloads) {
    client.todo = payloads.map((payload) => frame(payload));
    client.sentAt = new Float64Array(client.todo.length);
    client.seen = new Uint8Array(client.todo.length * client.document.length);
    client.saved = 0;
    client.firstAwareness = client.awarenessClock + 1;
  }

  /** Send a client's next message. */
  doNext(client) {
    client.sentAt[client.done] = performance.now();
    client.socket.send(client.todo[client.done++]);
    this.sent++;
    this.expected += client.document.length - 1;
  }

  /** Everybody leaves. */
  leave() {
    this.#leaving = true;
    for (const client of this.clients) client.socket.close();
  }

  /** How many bytes all have received. */
  bytesReceived() {
    return this.clients.reduce((sum, client) => sum + client.socket.bytesReceived, 0);
  }

  #document(name) {
    if (!this.#documents.has(name)) this.#documents.set(name, []);
    return this.#documents.get(name);
  }

  #received(client, buffer, start, end) {
    const message = client.wire.read(buffer, start, end);
    switch (message.kind) {
      case Kind.UPDATE:
        this.#structs(client, buffer, message);
        break;
      case Kind.STEP_2:
        if (client.synced) this.#structs(client, buffer, message);
        else this.#synced(client, buffer, message);
        break;
      case Kind.AWARENESS:
        if (this.watchesCursors) this.#states(client, buffer, message);
        break;
      case Kind.STEP_1:
        client.say(client.wire.emptyStep2());
        break;
      case Kind.SAVED:
        this.#saved(client);
        break;
      case Kind.PING:
        client.say(client.wire.pong());
        break;
      case Kind.DENIED:
        this.faults.set("denied", (this.faults.get("denied") ?? 0) + 1);
        break;
    }
  }

  #synced(client, buffer, { start, end }) {
    client.synced = true;
    client.stateBytes = end - start;
    if (client.keepState) client.state = Buffer.from(buffer.subarray(start, end));
    client.synchronised();
  }

  /** The first acknowledgement is that of the empty step 2, where the server asks for one. */
  #saved(client) {
    client.onSaved();
    if (client.saved < client.done) {
      this.acknowledged.add(performance.now() - client.sentAt[client.saved++]);
    }
  }

  #structs(client, buffer, { start, end }) {
    const now = performance.now();
    eachStruct(buffer, start, end, (clientID, clock, length) => {
      for (let nth = clock; nth < clock + length; nth++) this.#saw(client, clientID, nth, now);
    });
  }

  #states(client, buffer, { start, end }) {
    const now = performance.now();
    eachState(buffer, start, end, (clientID, clock) => {
      const nth = clock - (this.#author(clientID)?.firstAwareness ?? 0);
      if (nth >= 0) this.#saw(client, clientID, nth, now);
    });
  }

  #author(clientID) {
    return this.clients[clientID - this.#firstID];
  }

  #saw(client, clientID, nth, now) {
    const author = this.#author(clientID);
    if (author === undefined || author === client || nth >= author.done) return;
    const place = client.place * author.todo.length + nth;
    if (author.seen[place]) {
      this.duplicates++;
      return;
    }
    author.seen[place] = 1;
    this.delivered++;
    this.lastDelivery = now;
    this.latency.add(now - author.sentAt[nth]);
  }
}

function user(client) {
  return { user: { name: `Person ${client.place}`, color: "#30bced" } };
}

/** What a client says of its cursor, `at` characters into its own typing. */
export function cursor(client, at) {
  const place = {
    type: null,
    tname: "text",
    item: { client: client.clientID, clock: at },
    assoc: 0,
  };
  return { ...user(client), cursor: { anchor: place, head: place } };
}
