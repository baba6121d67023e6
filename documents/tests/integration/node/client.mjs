// One Yjs document with an unmodified provider, driven by lines of JSON on stdin:
// {number, action, arguments} is answered by {number, result} or {number, error}.

import { createRequire } from "node:module";
import { createInterface } from "node:readline";

// The clock that the providers look at, once `elapse` has put it forward.
const now = Date.now;
let elapsed = 0;
Date.now = () => now() + elapsed;

// The packages are the frontend's; one module system for all, so that there is one Yjs.
const require = createRequire(new URL("../../../../frontend/package.json", import.meta.url));
const Y = require("yjs");
const decoding = require("lib0/decoding");
const WebSocket = require("ws");
const { WebsocketProvider } = require("y-websocket");
const { HocuspocusProvider, HocuspocusProviderWebsocket } = require("@hocuspocus/provider");

const doc = new Y.Doc();
const fragment = doc.getXmlFragment("default");
const closes = [];
const failures = [];
let provider;
let socket;
let renew;
// Where each word typed by `type` ends on this client's clock, and how far the server has confirmed.
let typing;
const ends = [];
let confirmed = 0;

const connectors = {
  "y-websocket"({ url, document, ticket }) {
    provider = new WebsocketProvider(`${url}/ws/y`, document, doc, {
      params: ticket ? { ticket } : {},
      WebSocketPolyfill: WebSocket,
      disableBc: true,
    });
    provider.on("connection-close", (event) => event && closes.push(event.code));
    provider.on("connection-error", (event) => failures.push(event.message));
    const handle = provider.messageHandlers[0];
    provider.messageHandlers[0] = (encoder, decoder, ...rest) => {
      confirm(decoding.clone(decoder));
      handle(encoder, decoder, ...rest);
    };
    socket = provider;
    renew = (ticket) => Object.assign(provider.params, { ticket });
    return () => provider.synced;
  },

  hocuspocus({ url, document, ticket }) {
    socket = new HocuspocusProviderWebsocket({
      url: `${url}/ws/hocuspocus`,
      WebSocketPolyfill: WebSocket,
      delay: 200,
      minDelay: 100,
      maxDelay: 2000,
    });
    provider = new HocuspocusProvider({
      websocketProvider: socket,
      name: document,
      document: doc,
      token: ticket,
      onClose: ({ event }) => closes.push(event.code),
      onAuthenticationFailed: ({ reason }) => failures.push(reason),
    });
    provider.attach();
    renew = (token) => Object.assign(provider.configuration, { token });
    return () => provider.isSynced;
  },
};

let isSynced = () => false;

// The server shows only what it has committed, to its author as well.
function confirm(decoder) {
  if (decoding.readVarUint(decoder) === 0) return;
  for (const { id, length } of Y.decodeUpdate(decoding.readVarUint8Array(decoder)).structs) {
    if (id.client === doc.clientID) confirmed = Math.max(confirmed, id.clock + length);
  }
}

const actions = {
  connect({ protocol, ...options }) {
    isSynced = connectors[protocol](options);
  },
  async synced() {
    while (!isSynced()) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  },
  insert({ text, block, at }) {
    doc.transact(() => {
      const element = fragment.get(block);
      if (element.length === 0) {
        element.insert(0, [new Y.XmlText()]);
      }
      const line = element.get(0);
      line.insert(at ?? line.length, text);
    });
  },
  type({ name, every }) {
    typing = setInterval(() => {
      actions.insert({ text: `${name}-${ends.length} `, block: 0 });
      ends.push(Y.getState(doc.store, doc.clientID));
    }, every);
  },
  rest: () => clearInterval(typing),
  typed: () => ({
    typed: ends.length,
    acknowledged: ends.filter((end) => end <= confirmed).length,
  }),
  text() {
    return fragment
      .toArray()
      .map((element) =>
        element
          .toArray()
          .map((child) =>
            child
              .toDelta()
              .map((part) => part.insert)
              .join(""),
          )
          .join(""),
      )
      .join("\n");
  },
  async lacks({ words, seconds }) {
    const deadline = Date.now() + 1000 * seconds;
    for (;;) {
      const text = actions.text();
      const missing = words.filter((word) => !text.includes(word));
      if (missing.length === 0 || Date.now() > deadline) return missing;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  },
  xml: () => fragment.toString(),
  state: () => Buffer.from(Y.encodeStateAsUpdate(doc)).toString("base64"),
  unsynced: () => provider.unsyncedChanges,
  status: () => ({
    connected: socket.status === "connected" || socket.wsconnected === true,
    readOnly: provider.authorizedScope === "readonly",
    closes,
    failures,
  }),
  announce({ state }) {
    provider.awareness.setLocalState(state);
  },
  others: () =>
    [...provider.awareness.getStates()]
      .filter(([id]) => id !== doc.clientID)
      .map(([, state]) => state),
  apply({ update }) {
    Y.applyUpdate(doc, Buffer.from(update, "hex"));
  },
  elapse({ seconds }) {
    elapsed += seconds * 1000;
  },
  renew: ({ ticket }) => void renew(ticket),
  disconnect: () => socket.disconnect(),
  reconnect: () => void socket.connect(),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { number, action, arguments: given } = JSON.parse(line);
  let answer;
  try {
    answer = { number, result: (await actions[action](given)) ?? null };
  } catch (error) {
    answer = { number, error: error.stack };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
// Nobody is left to answer to.
process.exit(0);
