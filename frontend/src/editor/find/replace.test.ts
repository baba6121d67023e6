import { undoCommand } from "@tiptap/y-tiptap";
import { expect, it } from "vitest";
import { exchange, Peer, stateOf } from "../../testing/peers";
import { Finder } from "./finder";
import { replaceMatches } from "./replace";

async function replaceAll(peer: Peer, text: string, replacement: string, isRegex = false) {
  const finder = new Finder();
  finder.setQuery({ text, matchCase: false, wholeWord: false, isRegex });
  await finder.look(peer.node);
  const found = await finder.replacements(peer.node, replacement);
  replaceMatches(peer.editor.view, found ?? []);
  return found?.length;
}

function pair(...texts: string[]): [Peer, Peer] {
  const state = stateOf(texts.map((text) => ({ text })));
  return [new Peer(state), new Peer(state)];
}

it("replaces every match, in every block", async () => {
  const [alice, bob] = pair("red and red", "", "nothing", "Red");
  expect(await replaceAll(alice, "red", "blue")).toBe(3);
  expect(alice.texts).toEqual(["blue and blue", "", "nothing", "blue"]);
  exchange(alice, bob);
  expect(bob.texts).toEqual(alice.texts);
});

it("leaves alone what others type between two matches of a block at that moment", async () => {
  const [alice, bob] = pair("red fox, red hen", "more red");
  bob.after("fox").type(" cub");
  bob.after("more ").type("deep ");
  await replaceAll(alice, "red", "blue");
  exchange(alice, bob);
  expect(alice.texts).toEqual(["blue fox cub, blue hen", "more deep blue"]);
  expect(bob.texts).toEqual(alice.texts);
});

it("is one step to undo, apart from what was typed before and after", async () => {
  const [alice] = pair("red, red", "red");
  alice.after("red, red").type("!");
  await replaceAll(alice, "red", "blue");
  alice.after("blue, blue!").type("?");
  alice.run(undoCommand);
  expect(alice.texts).toEqual(["blue, blue!", "blue"]);
  alice.run(undoCommand);
  expect(alice.texts).toEqual(["red, red!", "red"]);
});

it("keeps the formats of what is replaced, and does not spread them", async () => {
  const [alice, bob] = pair("plain bold plain");
  alice.select(0, 6, 0, 10);
  alice.editor.commands.toggleMark("bold");
  await replaceAll(alice, "bold", "strong");
  await replaceAll(alice, "plain", "simple");
  exchange(alice, bob);
  const runs = bob.node.firstChild?.content.content.map(({ text, marks }) => [text, marks.length]);
  expect(runs).toEqual([
    ["simple ", 0],
    ["strong", 1],
    [" simple", 0],
  ]);
});

it("replaces by nothing, by the same, and signs of two units", async () => {
  const [alice, bob] = pair("a😀b 😀", "same same");
  await replaceAll(alice, "😀", "🎉!");
  await replaceAll(alice, "!", "");
  await replaceAll(alice, "same", "same");
  exchange(alice, bob);
  expect(alice.texts).toEqual(["a🎉b 🎉", "same same"]);
  expect(bob.texts).toEqual(alice.texts);
});

it("looks only at blocks that have changed", async () => {
  const [alice, bob] = pair("one red", "two red", "three");
  const finder = new Finder();
  finder.setQuery({ text: "red", matchCase: false, wholeWord: false, isRegex: false });
  await finder.look(alice.node);
  expect(finder.matches(alice.node)).toHaveLength(2);
  bob.after("three").type(" red");
  exchange(alice, bob);
  // What has changed is not known yet; what has not, is where it now stands.
  expect(finder.matches(alice.node)).toHaveLength(2);
  expect(await finder.replacements(alice.node, "blue")).toHaveLength(3);
  await finder.look(alice.node);
  expect(finder.matches(alice.node)).toHaveLength(3);
});

it("does not try an expression again that has failed, until another is written", async () => {
  const [alice] = pair("e".repeat(100_001));
  const finder = new Finder();
  const query = { text: "e", matchCase: false, wholeWord: false, isRegex: false };
  finder.setQuery(query);
  await expect(finder.look(alice.node)).rejects.toThrow("Too many");
  alice.after("e").type("x");
  await expect(finder.look(alice.node)).rejects.toThrow("Too many");
  finder.setQuery({ ...query, text: "x" });
  expect(await finder.look(alice.node)).toBe(true);
  expect(finder.matches(alice.node)).toHaveLength(1);
});
