import { Extension } from "@tiptap/core";
import type { Schema } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { exchange, Peer, stateOf } from "../../testing/peers";
import { readCursor } from "../collaboration/readCursor";
import { ROOT } from "../schema";

// Blocks are not drawn in groups in jsdom, which does not know how.
vi.mock(import("../view/groups"), () => ({ Groups: Extension.create({ name: "groups" }) }));

let draw: (() => void)[] = [];

beforeEach(() => {
  draw = [];
  vi.stubGlobal("navigator", { ...navigator, userAgent: "X11; Linux Chrome/150.0" });
  vi.spyOn(window, "requestAnimationFrame").mockImplementation((frame) =>
    draw.push(() => frame(performance.now())),
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** What others would get: asked of the replica, since to ask the editor takes in what waits. */
const written = ({ doc }: Peer) => doc.getXmlFragment(ROOT).toString().replaceAll(/<.*?>/g, "");

/** Types a letter behind the first words of a block as a browser does; tells whether it waits. */
async function press(peer: Peer, data: string, block = 0): Promise<boolean> {
  const { view } = peer.editor;
  const options = { data, inputType: "insertText", bubbles: true, cancelable: true };
  const element = view.dom.children[block];
  const before = written(peer);
  if (view.dom.dispatchEvent(new InputEvent("beforeinput", options))) {
    const text = document.createTreeWalker(element as Node, NodeFilter.SHOW_TEXT).nextNode();
    if (text instanceof Text) text.appendData(data);
    else element?.prepend(data);
  }
  await Promise.resolve();
  return written(peer) === before;
}

/** Draws the frame that was asked for, and what is to be done behind it. */
async function drawFrame(peer: Peer): Promise<void> {
  const before = written(peer);
  for (const frame of draw.splice(0)) frame();
  await vi.waitUntil(() => written(peer) !== before);
}

function writer(text = "words", state = stateOf([{ text }, { text: "more" }])): Peer {
  const peer = new Peer(state);
  document.body.append(peer.editor.view.dom);
  return peer.select(0, text.length);
}

it("is on the page first, and in the document behind the frame", async () => {
  const alice = writer();
  expect(await press(alice, "x")).toBe(true);
  expect(alice.editor.view.dom.textContent).toContain("wordsx");
  await drawFrame(alice);
  expect(written(alice)).toBe("wordsxmore");
  expect(alice.texts).toEqual(["wordsx", "more"]);
});

it("is in the document soon on a page that is not shown", async () => {
  const alice = writer();
  expect(await press(alice, "x")).toBe(true);
  await vi.waitUntil(() => written(alice) === "wordsxmore");
});

it.each<[string, (alice: Peer) => void]>([
  ["the editor's state", (alice) => alice.editor.state],
  ["the view's state", (alice) => alice.editor.view.state],
  ["the cursor", readCursor],
])("is taken in at once for whoever asks for %s", async (_, ask) => {
  const alice = writer();
  expect(await press(alice, "x")).toBe(true);
  ask(alice);
  expect(written(alice)).toBe("wordsxmore");
});

it("is taken in by the next key, with the letter of that", async () => {
  const alice = writer();
  await press(alice, "x");
  alice.editor.view.dom.dispatchEvent(new KeyboardEvent("keydown", { key: "y", bubbles: true }));
  expect(written(alice)).toBe("wordsxmore");
  expect(await press(alice, "y")).toBe(true);
  await drawFrame(alice);
  expect(written(alice)).toBe("wordsxymore");
});

it("is not taken in by a key that is let go", async () => {
  const alice = writer();
  await press(alice, "x");
  alice.editor.view.dom.dispatchEvent(new KeyboardEvent("keyup", { key: "x", bubbles: true }));
  expect(written(alice)).toBe("wordsmore");
});

it("stays while a command changes the same words", async () => {
  const alice = writer();
  await press(alice, "x");
  alice.select(0, 0, 0, 5).run((state, dispatch) => {
    dispatch?.(state.tr.addMark(1, 6, state.schema.mark("bold")));
    return true;
  });
  expect(alice.texts).toEqual(["wordsx", "more"]);
});

it("stays, and is one's own, while somebody else writes in the same words", async () => {
  const state = stateOf([{ text: "words" }, { text: "more" }]);
  const [alice, bob] = [writer("words", state), new Peer(state)];
  bob.select(0, 0).type("B");
  await press(alice, "x");
  // As it is before a message is taken in (page's onMessage).
  readCursor();
  exchange(alice, bob);
  expect([alice.texts, bob.texts]).toEqual([
    ["Bwordsx", "more"],
    ["Bwordsx", "more"],
  ]);
  alice.editor.commands.undo();
  expect(alice.texts).toEqual(["Bwords", "more"]);
});

it("does not become part of a transaction of others", async () => {
  const alice = writer();
  const origins: unknown[] = [];
  alice.doc.on("afterTransaction", ({ origin, changed }) => changed.size && origins.push(origin));
  await press(alice, "x");
  alice.doc.transact(() => alice.editor.view.state, "others");
  expect(origins).toEqual([]);
  await drawFrame(alice);
  expect(written(alice)).toBe("wordsxmore");
  expect(origins).not.toContain("others");
});

it.each<[string, string, string]>([
  ["a sign that begins or ends shortcuts", "words", "*"],
  ["the letter behind a sign", "1/", "2"],
  ["more than a letter", "words", "ab"],
])("is taken in at once when it is %s", async (_, text, data) => {
  expect(await press(writer(text), data)).toBe(false);
});

it("is taken in at once where there were no words", async () => {
  expect(await press(writer(""), "x")).toBe(false);
});

it.each<[string, (tr: Transaction, schema: Schema) => Transaction]>([
  ["a format was chosen for it", (tr, schema) => tr.addStoredMark(schema.mark("bold"))],
  [
    "a link ends in front of it",
    (tr, schema) => tr.addMark(1, 6, schema.mark("link", { href: "/" })),
  ],
])("is taken in at once when %s", async (_, format) => {
  const alice = writer();
  const { state, view, schema } = alice.editor;
  view.dispatch(format(state.tr, schema));
  expect(await press(alice, "x")).toBe(false);
});

it("is told of while it waits", async () => {
  const alice = writer();
  const told: boolean[] = [];
  alice.onLetter = (isWaiting) => told.push(isWaiting);
  await press(alice, "x");
  expect(told).toEqual([true]);
  await drawFrame(alice);
  expect(told).toEqual([true, false]);
});

it("never waits in other browsers", async () => {
  vi.stubGlobal("navigator", { ...navigator, userAgent: "Firefox/140.0" });
  expect(await press(writer(), "x")).toBe(false);
});
