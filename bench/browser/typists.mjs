// People who write a long document together and then go on typing in it, each with a Yjs replica
// and an unmodified provider. Arguments: address of the sockets, document, one ticket a person.
// Lines on stdin say what to do next (`write <pages>`, `type`, `rest`); each is answered by its
// own first word when it is done.

import { createRequire } from "node:module";
import { createInterface } from "node:readline";

// The packages are the frontend's; one module system for all, so that there is one Yjs.
const require = createRequire(new URL("../../frontend/package.json", import.meta.url));
const Y = require("yjs");
const WebSocket = require("ws");
const { HocuspocusProvider, HocuspocusProviderWebsocket } = require("@hocuspocus/provider");

const KEY_MS = 250; // from one key to the next, give or take a half
const SYLLABLES = "ba co di fu ge ha il jo ka le mi no or pu qua re si ta un ve wi xe yo za".split(
  " ",
);
const PAGE = [
  { kind: "heading", level: 2, words: 5 },
  ...[70, 60, 75].map((words) => ({ kind: "paragraph", words })),
  ...[12, 9, 14].map((words) => ({ kind: "bullet", words })),
  { kind: "paragraph", words: 65 },
  ...[11, 13].map((words) => ({ kind: "ordered", words })),
  { kind: "ordered", indent: 1, words: 8 },
  { kind: "quote", words: 25 },
  { kind: "paragraph", words: 70 },
  ...[7, 9].map((words) => ({ kind: "task", words })),
];

// The same document every time (mulberry32).
let seed = 20261121;
function random() {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
const below = (limit) => Math.floor(random() * limit);
const word = () => Array.from({ length: 1 + below(4) }, () => SYLLABLES[below(24)]).join("");

class Typist {
  doc = new Y.Doc();
  fragment = this.doc.getXmlFragment("default");

  constructor(url, name, token) {
    const websocketProvider = new HocuspocusProviderWebsocket({
      url,
      WebSocketPolyfill: WebSocket,
    });
    this.provider = new HocuspocusProvider({ websocketProvider, name, document: this.doc, token });
    this.provider.attach();
  }

  async saved() {
    while (!this.provider.isSynced || this.provider.unsyncedChanges > 0) await pause(5);
  }

  /** Words with a format here and there, then second thoughts in the middle of them. */
  write(text, words) {
    for (let i = 0; i < words; i++) {
      const format = i > 0 && below(30) === 0 ? (below(3) ? { bold: {} } : link()) : {};
      text.insert(text.length, word(), { bold: null, link: null, ...format });
      if (i < words - 1) text.insert(text.length, " ", { bold: null, link: null });
    }
    for (let i = 0; i < words / 20; i++) {
      text.insert(below(text.length), "so");
      text.delete(below(text.length - 1), 1);
    }
  }

  /** Goes to a block and types in it as an editor would, telling where the cursor is. */
  start(index) {
    this.text = this.fragment.get(index).get(0);
    this.at = this.text.length >> 1;
    this.turn();
  }

  turn = () => {
    this.doc.transact(() => this.key(below(100)));
    const position = Y.relativePositionToJSON(
      Y.createRelativePositionFromTypeIndex(this.text, this.at),
    );
    this.provider.awareness.setLocalStateField("cursor", { anchor: position, head: position });
    this.timer = setTimeout(this.turn, KEY_MS * (0.5 + Math.random()));
  };

  key(choice) {
    if (choice < 90) {
      this.text.insert(this.at++, choice % 6 ? SYLLABLES[choice % 24][0] : " ");
    } else if (choice < 98 && this.at > 0) {
      this.text.delete(--this.at, 1);
    } else {
      this.split();
    }
  }

  /** Enter: what is behind the cursor moves on into a block of its own. */
  split() {
    const block = this.text.parent;
    const rest = this.text
      .toString()
      .replace(/<[^>]*>/g, "")
      .slice(this.at);
    this.text.delete(this.at, this.text.length - this.at);
    this.text = new Y.XmlText(rest);
    this.at = 0;
    const next = newBlock({ kind: "paragraph" });
    next.insert(0, [this.text]);
    this.fragment.insertAfter(block, [next]);
  }

  rest() {
    clearTimeout(this.timer);
  }
}

const link = () => ({ link: { href: `https://example.org/${word()}` } });
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function newBlock({ words: _, ...attributes }) {
  const block = new Y.XmlElement("block");
  for (const [name, value] of Object.entries(attributes)) block.setAttribute(name, value);
  return block;
}

const [url, document, ...tickets] = process.argv.slice(2);
const typists = tickets.map((ticket) => new Typist(url, document, ticket));

const actions = {
  /** The first lays the blocks out, then everybody writes their share of every page. */
  async write(pages) {
    const [first] = typists;
    await first.saved();
    for (let page = 0; page < pages; page++) {
      first.doc.transact(() => {
        for (const kind of PAGE) {
          const block = newBlock(kind);
          block.insert(0, [new Y.XmlText()]);
          first.fragment.push([block]);
        }
      });
    }
    await first.saved();
    const length = 1 + pages * PAGE.length;
    for (const [number, typist] of typists.entries()) {
      while (typist.fragment.length < length) await pause(5);
      for (let index = 1 + number; index < length; index += typists.length) {
        const text = typist.fragment.get(index).get(0);
        const { words } = PAGE[(index - 1) % PAGE.length];
        typist.doc.transact(() => typist.write(text, words));
      }
      await typist.saved();
    }
  },
  /** One of them on the first page, the others in equal distances. */
  async type() {
    const step = Math.floor(typists[0].fragment.length / typists.length);
    for (const [number, typist] of typists.entries()) typist.start(3 + number * step);
  },
  async rest() {
    for (const typist of typists) typist.rest();
    for (const typist of typists) await typist.saved();
  },
};

await Promise.all(typists.map((typist) => typist.saved()));
console.log("ready");
for await (const line of createInterface({ input: process.stdin })) {
  const [action, argument] = line.split(" ");
  await actions[action](Number(argument));
  console.log(action);
}
process.exit(0);
