/** What others do to the block in which somebody is writing, words or no words. */
import { describe, expect, it } from "vitest";
import type { XmlElement } from "yjs";
import { exchange, Peer, stateOf } from "../../testing/peers";

const STATE = stateOf([
  { text: "first" },
  { text: "alpha bravo charlie", kind: "bullet", indent: 1 },
  { text: "last" },
]);

function pair(): [Peer, Peer] {
  return [new Peer(STATE), new Peer(STATE)];
}

describe("somebody joins the block that I write in to the one before", () => {
  it("my words stand among their neighbours, and I go on behind them", () => {
    const [alice, bob] = pair();
    bob.after("alpha ").type("typed ");
    alice.select(0, 5, 1, 0).press("Backspace");
    exchange(alice, bob);
    bob.type("twice ");
    exchange(alice, bob);
    expect(bob.texts).toEqual(["firstalpha typed twice bravo charlie", "last"]);
    expect(alice.node.toJSON()).toEqual(bob.node.toJSON());
  });

  it("my words in several places come back, each to its place", () => {
    const [alice, bob] = pair();
    bob
      .select(1, 0)
      .type("zero ")
      .after("bravo")
      .type(" and a half")
      .after("charlie")
      .type(" delta");
    alice.select(0, 5, 1, 0).press("Backspace");
    exchange(bob, alice);
    expect(alice.texts[0]).toBe("firstzero alpha bravo and a half charlie delta");
    expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
  });

  it("of words that the other saw in part, what was not seen follows it", () => {
    const [alice, bob] = pair();
    bob.after("alpha ").type("typed ");
    alice.receive(bob.outbox.splice(0, 2));
    alice.select(0, 5, 1, 0).press("Backspace");
    exchange(alice, bob);
    expect(bob.texts[0]).toBe("firstalpha typed bravo charlie");
    expect(alice.node.toJSON()).toEqual(bob.node.toJSON());
  });

  it("my cursor goes along when I only watch", () => {
    const [alice, bob] = pair();
    bob.after("bravo");
    alice.select(0, 5, 1, 0).press("Backspace");
    exchange(alice, bob);
    bob.type("!");
    expect(bob.texts[0]).toBe("firstalpha bravo! charlie");
  });
});

describe("somebody deletes the block that I write in", () => {
  it("my words stay, in a block like the one that is gone", () => {
    const [alice, bob] = pair();
    bob.after("charlie").type(" typed");
    alice.select(0, 5, 2, 0).press("Backspace");
    exchange(alice, bob);
    bob.type(" on");
    exchange(alice, bob);
    expect(bob.words).toEqual(expect.arrayContaining(["typed", "on"]));
    expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
  });

  it("nothing comes back of what I had only read, or written before the other saw it", () => {
    const [alice, bob] = pair();
    bob.after("charlie").type(" shared");
    exchange(alice, bob);
    alice.select(0, 5, 1, alice.texts[1]?.length ?? 0).press("Backspace");
    exchange(alice, bob);
    expect(bob.texts).toEqual(["first", "last"]);
    expect(alice.texts).toEqual(["first", "last"]);
  });

  it("everything of mine stays when the whole document is deleted", () => {
    const [alice, bob] = pair();
    bob.after("alpha ").type("typed ");
    alice.press("a", { ctrlKey: true }).press("Backspace");
    exchange(alice, bob);
    expect(bob.words).toContain("typed");
    expect(alice.node.toJSON()).toEqual(bob.node.toJSON());
  });

  it("my cursor goes to the block in front", () => {
    const [alice, bob] = pair();
    bob.after("bravo");
    alice.select(0, 5, 1, 19).press("Backspace");
    exchange(alice, bob);
    bob.type("!");
    expect(bob.texts).toEqual(["first!", "last"]);
  });
});

describe("somebody makes a copy of the block that I write in, and deletes it", () => {
  it("my words stand in the copy, and I go on there", () => {
    const [alice, bob] = pair();
    bob.after("bravo").type(" typed");
    const fragment = alice.doc.getXmlFragment("default");
    alice.doc.transact(() => {
      const [block] = fragment.slice(1, 2) as XmlElement[];
      if (block) fragment.insert(0, [block.clone()]);
      fragment.delete(2);
    });
    exchange(alice, bob);
    bob.type(" twice");
    expect(bob.texts).toEqual(["alpha bravo typed twice charlie", "first", "last"]);
  });
});

it("only the author puts words back, however many look on", () => {
  const [alice, bob] = pair();
  const carol = new Peer(STATE);
  bob.after("alpha ").type("typed ");
  carol.receive(bob.outbox);
  alice.select(0, 5, 1, 0).press("Backspace");
  exchange(alice, bob, carol);
  expect(carol.texts[0]).toBe("firstalpha typed bravo charlie");
  expect(carol.node.toJSON()).toEqual(bob.node.toJSON());
  expect(alice.node.toJSON()).toEqual(bob.node.toJSON());
});
