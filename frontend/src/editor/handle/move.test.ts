/** Moving, doubling and deleting whole blocks. */
import { describe, expect, it } from "vitest";
import { createRelativePositionFromTypeIndex, type XmlElement, type XmlText } from "yjs";
import { exchange, Peer, stateOf } from "../../testing/peers";
import { read } from "../../testing/read";
import { toggleFormat } from "../commands/links";
import { insertRule } from "../commands/text";
import { deleteBlocks, duplicate } from "./blocks";
import { moveBlocks, moveDown, moveUp } from "./move";

const LIST = stateOf([
  { text: "first" },
  { text: "one", kind: "bullet" },
  { text: "one a", kind: "bullet", indent: 1 },
  { text: "two", kind: "bullet" },
  { text: "two a", kind: "task", indent: 1, checked: true },
  { text: "two b", kind: "bullet", indent: 2 },
  { text: "last" },
]);

function move(peer: Peer, from: number, to: number, target: number): Peer {
  moveBlocks(peer.editor.view, { from, to }, target);
  return peer;
}

/** Tells Alice that somebody's cursor stands in a block, as awareness would. */
function putCompany(alice: Peer, block: number): void {
  const element = alice.doc.getXmlFragment("default").get(block) as XmlElement;
  const head = createRelativePositionFromTypeIndex(element.get(0) as XmlText, 1);
  alice.awareness.getStates().set(7, { cursor: { anchor: head, head } });
}

describe("a move", () => {
  it.each([1, 3])("takes what is indented below an item along (%i)", (block) => {
    const alice = new Peer(LIST);
    const up = block === 3;
    alice.select(block, 2).run(up ? moveUp : moveDown);
    expect(alice.texts).toEqual(["first", "two", "two a", "two b", "one", "one a", "last"]);
    expect(alice.kinds[2]).toBe("task");
    expect(alice.node.child(3).attrs).toMatchObject({ kind: "bullet", indent: 2 });
    expect(new Peer(alice.state).node.toJSON()).toEqual(alice.node.toJSON());
  });

  it.each([
    ["those that are passed", 6],
    ["those that are meant", 0],
  ])("keeps the cursor, when %s are put elsewhere", (_, company) => {
    const alice = new Peer(LIST);
    alice.after("two").select(3, 1, 3, 2);
    putCompany(alice, company === 0 ? 2 : 6);
    alice.run(moveUp);
    alice.type("W");
    expect(alice.texts[1]).toBe("tWo");
  });

  it("is nothing at the ends", () => {
    const alice = new Peer(LIST);
    expect(alice.select(0, 0).run(moveUp)).toBe(false);
    expect(alice.select(6, 0).run(moveDown)).toBe(false);
    expect(alice.select(0, 0, 6, 1).run(moveDown)).toBe(false);
    move(move(alice, 2, 4, 2), 2, 4, 4);
    expect(alice.outbox).toEqual([]);
  });

  it.each([
    [5, 6, 0, ["two b", "first", "one", "one a", "two", "two a", "last"]],
    [0, 2, 7, ["one a", "two", "two a", "two b", "last", "first", "one"]],
    [1, 3, 6, ["first", "two", "two a", "two b", "one", "one a", "last"]],
  ])("goes any way: %i to %i before %i", (from, to, target, texts) => {
    const alice = new Peer(LIST);
    expect(move(alice, from, to, target).texts).toEqual(texts);
    expect(new Peer(alice.state).texts).toEqual(texts);
  });

  it("is undone and redone in one step, and nothing else is", () => {
    const alice = new Peer(LIST);
    const before = alice.texts;
    alice.after("two").type(" typed").run(moveUp);
    alice.type(" more").press("z", { ctrlKey: true });
    expect(alice.texts[1]).toBe("two typed");
    alice.press("z", { ctrlKey: true });
    expect(alice.texts).toEqual(before.map((text) => (text === "two" ? "two typed" : text)));
    alice.press("z", { ctrlKey: true, shiftKey: true });
    expect(alice.texts[1]).toBe("two typed");
    alice.press("z", { ctrlKey: true }).press("z", { ctrlKey: true });
    expect(alice.texts).toEqual(before);
  });

  it("takes formats and rules along", () => {
    const alice = new Peer(stateOf([{ text: "first" }, { text: "bold" }, { text: "last" }]));
    alice.select(1, 0, 1, 4).run(toggleFormat("bold"));
    alice.select(2, 0).run(insertRule);
    move(alice, 1, 3, 0);
    expect(alice.texts).toEqual(["bold", "---", "first", "last"]);
    expect(alice.node.firstChild?.firstChild?.marks[0]?.type.name).toBe("bold");
  });

  it("leaves the block alone in which somebody else writes", () => {
    const alice = new Peer(LIST);
    const blocks = () => alice.doc.getXmlFragment("default").toArray();
    const [first, one] = blocks();
    alice.select(0, 0);
    putCompany(alice, 0);
    alice.run(moveDown);
    expect(blocks()[2]).toBe(first);
    putCompany(alice, 0);
    alice.select(2, 0).run(moveUp);
    expect(blocks()).not.toContain(first);
    expect(blocks()).not.toContain(one);
  });
});

interface Edit {
  name: string;
  steps: (bob: Peer) => Generator<void>;
  typed: string[];
}

const EDITS: Edit[] = [
  {
    name: "types at the end",
    typed: ["typed", "twice"],
    *steps(bob) {
      bob.after("charlie").type(" typed");
      yield;
      bob.type(" twice");
    },
  },
  {
    name: "formats and types",
    typed: ["typed"],
    *steps(bob) {
      bob.after("charlie").type(" typed");
      yield;
      bob.after("alpha").run(toggleFormat("bold"));
    },
  },
  {
    name: "splits and goes on",
    typed: ["typed"],
    *steps(bob) {
      bob.after("bravo ").press("Enter");
      yield;
      bob.type("typed ");
    },
  },
  {
    name: "joins it with the next",
    typed: ["typed"],
    *steps(bob) {
      bob.after("charlie").press("Delete");
      yield;
      bob.after("charlie").type(" typed ");
    },
  },
  {
    name: "deletes it and types",
    typed: ["typed"],
    *steps(bob) {
      const block = bob.texts.findIndex((text) => text.includes("alpha"));
      bob.select(block, 0, block, 19).press("Backspace");
      yield;
      bob.type("typed");
    },
  },
];

const MOVES = [
  { name: "up", run: (alice: Peer) => alice.run(moveUp) },
  { name: "down", run: (alice: Peer) => alice.run(moveDown) },
  { name: "far up", run: (alice: Peer, at: number) => move(alice, at, at + 1, 0) },
  { name: "far down", run: (alice: Peer, at: number) => move(alice, at, at + 1, 12) },
];
const COMPANY = ["in it", "in what it passes"];
const WRITES = ["in it", "above it", "below it"];
const WAYS = [
  { network: "offline", order: "move first" },
  { network: "online with delay", order: "move first" },
  { network: "online with delay", order: "edit first" },
];

const FILLER = ["p", "q", "r", "s", "t"].map((text) => ({ text }));
const WORDS = "alpha bravo charlie";

describe.each(MOVES)("one moves a block $name", ({ run }) => {
  describe.each(EDITS)("while the other $name", ({ steps, typed }) => {
    it.each(
      COMPANY.flatMap((company) =>
        WRITES.flatMap((where) => WAYS.map((way) => ({ company, where, ...way }))),
      ),
    )("$where; company known $company; $network, $order", (situation) => {
      const { company, where, network, order } = situation;
      const index = 6;
      const written = index + (where === "above it" ? -1 : where === "below it" ? 1 : 0);
      const texts = [...FILLER, { text: "above" }, { text: "moved" }, { text: "below" }, ...FILLER];
      const state = stateOf(texts.map((block, at) => (at === written ? { text: WORDS } : block)));
      const [alice, bob] = [new Peer(state), new Peer(state)];
      alice.select(index, 0);
      putCompany(alice, company === "in it" ? index : written);
      const edit = steps(bob);
      const deliver = () => network === "online with delay" && deliverOldest(alice, bob);
      if (order === "edit first") edit.next();
      deliver();
      run(alice, alice.editor.state.selection.$from.index(0));
      do deliver();
      while (!edit.next().done);
      exchange(alice, bob);

      for (const word of typed) expect(bob.texts.join(" ")).toContain(word);
      expect(bob.texts).toEqual(expect.arrayContaining(["p", "q", "r", "s", "t"]));
      expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
      expect(alice.node.check()).toBeUndefined();
      expect(read([alice.state]).content).toEqual(alice.node.toJSON());
    });
  });
});

function deliverOldest(alice: Peer, bob: Peer): void {
  const [fromAlice, fromBob] = [alice.outbox.splice(0, 1), bob.outbox.splice(0, 1)];
  bob.receive(fromAlice);
  alice.receive(fromBob);
}

describe("words typed into a block that is moved", () => {
  it.each(["up", "far"])("stand in it afterwards, and their author goes on there (%s)", (way) => {
    const state = stateOf([...FILLER, ...FILLER, { text: WORDS }, { text: "last" }]);
    const [alice, bob] = [new Peer(state), new Peer(state)];
    bob.after("alpha ").type("typed ");
    alice.select(10, 0);
    if (way === "up") alice.run(moveUp);
    else move(alice, 10, 11, 0);
    exchange(alice, bob);
    bob.type("twice ");
    exchange(alice, bob);
    expect(bob.texts[way === "up" ? 9 : 0]).toBe("alpha typed twice bravo charlie");
    expect(bob.texts).toHaveLength(12);
    expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
  });

  it("stand in what is passed, when that is put elsewhere", () => {
    const state = stateOf([{ text: WORDS }, { text: "moved" }]);
    const [alice, bob] = [new Peer(state), new Peer(state)];
    bob.after("charlie").type(" typed");
    alice.select(1, 0).run(moveUp);
    exchange(alice, bob);
    expect(bob.texts).toEqual(["moved", `${WORDS} typed`]);
    expect(alice.texts).toEqual(bob.texts);
  });

  it("of two people all stand in it", () => {
    const state = stateOf([...FILLER, ...FILLER, { text: WORDS }, { text: "last" }]);
    const [alice, bob, carol] = [new Peer(state), new Peer(state), new Peer(state)];
    bob.after("alpha ").type("Bob ");
    carol.after("charlie").type(" Carol");
    exchange(bob, carol);
    bob.outbox.length = carol.outbox.length = 0;
    bob.after("Bob ").type("again ");
    move(alice, 10, 11, 0);
    const theirs = [...bob.outbox];
    alice.receive([bob.state]);
    bob.receive(alice.outbox);
    carol.receive([...alice.outbox, ...theirs, ...bob.outbox.slice(theirs.length)]);
    exchange(alice, bob, carol);
    for (const word of ["Bob", "again", "Carol"]) expect(alice.words).toContain(word);
    expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
    expect(carol.node.toJSON()).toEqual(alice.node.toJSON());
  });
});

describe("copies and deletion", () => {
  it("a copy takes the same words, formats and items", () => {
    const alice = new Peer(LIST);
    alice.select(3, 3).run(duplicate);
    expect(alice.texts.slice(3, 9)).toEqual(["two", "two a", "two b", "two", "two a", "two b"]);
    alice.type("!");
    expect(alice.texts[6]).toBe("two!");
    alice.press("z", { ctrlKey: true }).press("z", { ctrlKey: true });
    expect(new Peer(LIST).texts).toEqual(alice.texts);
  });

  it("deletes the item with what is below it, and keeps a paragraph for the last", () => {
    const alice = new Peer(LIST);
    alice.select(3, 0).run(deleteBlocks);
    expect(alice.texts).toEqual(["first", "one", "one a", "last"]);
    alice.type("x");
    expect(alice.texts[3]).toBe("xlast");
    alice.select(0, 0, 3, 1).run(deleteBlocks);
    expect(alice.texts).toEqual([""]);
    expect(alice.kinds).toEqual(["paragraph"]);
  });
});
