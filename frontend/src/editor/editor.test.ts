import { describe, expect, it } from "vitest";
import { Doc, encodeStateAsUpdate } from "yjs";
import { exchange, Peer, SEED, stateOf } from "../testing/peers";

const EMPTY = encodeStateAsUpdate(new Doc());

describe("opening a document", () => {
  it("shows the seeded document as one empty paragraph", () => {
    const alice = new Peer(SEED);
    expect(alice.texts).toEqual([""]);
    expect(alice.kinds).toEqual(["paragraph"]);
  });

  it.each([
    ["seeded", SEED],
    ["quite empty", EMPTY],
    [
      "full",
      stateOf([
        { text: "one", kind: "heading" },
        { text: "", kind: "task" },
        { text: "x\ny", kind: "code" },
      ]),
    ],
  ])("writes nothing into a %s document", (_, state) => {
    const alice = new Peer(state);
    alice.select(0, 0);
    alice.editor.setEditable(false);
    alice.editor.setEditable(true);
    expect(alice.outbox).toEqual([]);
  });

  it("takes the first words where no server has put a first block", () => {
    const alice = new Peer(EMPTY);
    alice.type("words");
    expect(new Peer(alice.state).texts).toEqual(["words"]);
  });

  it("writes nothing when others' changes arrive", () => {
    const alice = new Peer();
    const bob = new Peer();
    bob.type("# Plans").press("Enter").type("- milk").press("Enter").press("Enter").type("end");
    const written = bob.outbox.length;
    exchange(alice, bob);
    expect(written).toBeGreaterThan(0);
    expect(alice.outbox).toEqual([]);
    expect(alice.texts).toEqual(["Plans", "milk", "end"]);
    expect(alice.kinds).toEqual(["heading", "bullet", "paragraph"]);
  });
});

describe("two people in one empty block", () => {
  it("keep both their first words, offline as well", () => {
    const alice = new Peer();
    const bob = new Peer();
    alice.type("apples ");
    bob.type("pears ");
    exchange(alice, bob);
    alice.type("Alice ");
    bob.type("Bob ");
    exchange(alice, bob);
    expect(alice.words.sort()).toEqual(["Alice", "Bob", "apples", "pears"]);
    expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
  });

  it("keep both their first words in a block that one has just made", () => {
    const alice = new Peer();
    const bob = new Peer();
    alice.type("top").press("Enter");
    exchange(alice, bob);
    alice.type("apples");
    bob.select(1, 0).type("pears");
    exchange(alice, bob);
    const [alone, ...rest] = bob.doc.getXmlFragment("default").toArray().slice(1);
    expect(rest).toEqual([]);
    expect(alone?.toJSON()).toMatch(/applespears|pearsapples/);
    expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
  });
});
