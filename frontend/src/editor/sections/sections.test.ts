/** Collapsible sections: what belongs to them, and what each person has closed. */
import { describe, expect, it } from "vitest";
import { exchange, Peer, stateOf, type TestBlock } from "../../testing/peers";
import { setKind } from "../commands/blocks";
import { indent } from "../commands/indent";
import { deleteBlocks, duplicate } from "../handle/blocks";
import { moveDown, moveUp } from "../handle/move";
import { ClosedSections } from "./closedSections";
import { toggleSection } from "./commands";
import { FOLDED } from "./folds";

const BLOCKS: TestBlock[] = [
  { text: "first" },
  { text: "outer", kind: "toggle" },
  { text: "one", indent: 1 },
  { text: "inner", kind: "toggle", indent: 1 },
  { text: "deep", kind: "bullet", indent: 2 },
  { text: "two", kind: "heading", indent: 1 },
  { text: "last" },
];

function open(blocks = BLOCKS): Peer {
  return new Peer(stateOf(blocks));
}

/** The texts of the blocks that can be seen. */
function seen(peer: Peer): string[] {
  const drawn = [...peer.editor.view.dom.children];
  return peer.texts.filter((_, i) => !drawn[i]?.classList.contains(FOLDED));
}

function close(peer: Peer, words: string): Peer {
  expect(peer.after(words).run(toggleSection)).toBe(true);
  return peer;
}

function button(peer: Peer, words: string): HTMLButtonElement {
  const toggles = [...peer.editor.view.dom.querySelectorAll<HTMLElement>("[data-kind=toggle]")];
  const toggle = toggles.find(({ textContent }) => textContent.startsWith(words));
  return toggle?.querySelector("button") as HTMLButtonElement;
}

describe("a section", () => {
  it("is open at first, and hides all that stands deeper when it is closed", () => {
    const alice = open();
    expect(seen(alice)).toEqual(alice.texts);
    close(alice, "outer");
    expect(seen(alice)).toEqual(["first", "outer", "last"]);
    expect(alice.outbox).toEqual([]);
    alice.press("Enter", { ctrlKey: true });
    expect(seen(alice)).toEqual(alice.texts);
  });

  it("stays closed inside one that is opened again", () => {
    const alice = close(close(open(), "inner"), "outer");
    expect(seen(alice)).toEqual(["first", "outer", "last"]);
    alice.run(toggleSection);
    expect(seen(alice)).toEqual(["first", "outer", "one", "inner", "two", "last"]);
  });

  it("has a button that says whether it is open, and what of", () => {
    const alice = open();
    expect(button(alice, "outer").getAttribute("aria-label")).toBe("Section: outer");
    alice.editor.setEditable(false);
    button(alice, "outer").click();
    expect(seen(alice)).toEqual(["first", "outer", "last"]);
    expect(button(alice, "outer").getAttribute("aria-expanded")).toBe("false");
    button(alice, "outer").click();
    expect(button(alice, "outer").getAttribute("aria-expanded")).toBe("true");
    alice.editor.setEditable(true);
    alice.after("outer").type("!");
    expect(button(alice, "outer").getAttribute("aria-label")).toBe("Section: outer!");
  });

  it("leaves the cursor at its toggle, and opens where the cursor comes", () => {
    const alice = open();
    alice.after("deep");
    button(alice, "outer").click();
    expect(alice.editor.state.selection.$head.parent.textContent).toBe("outer");
    expect(seen(alice)).toEqual(["first", "outer", "last"]);
    alice.after("deep");
    expect(seen(alice)).toEqual(alice.texts);
    close(alice, "outer").select(0, 1, 6, 1);
    expect(seen(alice)).toEqual(["first", "outer", "last"]);
  });

  it("opens for whoever deletes into it", () => {
    const alice = close(open(), "outer");
    alice.press("Delete");
    expect(seen(alice)).toEqual(alice.texts);
    close(alice, "outer").select(6, 0).press("Backspace");
    expect(alice.texts.at(-1)).toBe("twolast");
    expect(seen(alice)).toEqual(alice.texts);
  });

  it("is nothing without a toggle", () => {
    const alice = open();
    expect(alice.after("first").run(toggleSection)).toBe(false);
    close(alice, "outer").run(setKind("paragraph"));
    expect(seen(alice)).toEqual(alice.texts);
  });
});

describe("Enter", () => {
  it("writes in a section that is open, and leaves it from an empty block", () => {
    const alice = open([{ text: "words", kind: "toggle", indent: 1 }, { text: "last" }]);
    alice.after("words").press("Enter").type("inside").press("Enter").press("Enter").type("behind");
    expect(alice.texts).toEqual(["words", "inside", "behind", "last"]);
    expect(alice.node.content.content.map(({ attrs }) => attrs.indent)).toEqual([1, 2, 1, null]);
  });

  it("goes on behind a section that is closed", () => {
    const alice = close(open(), "outer");
    alice.press("Enter").type("next");
    expect(seen(alice)).toEqual(["first", "outer", "next", "last"]);
    expect(alice.kinds.at(-2)).toBe("toggle");
  });

  it("takes the words behind the cursor into the section, opening it", () => {
    const alice = close(open(), "outer");
    alice.after("out").press("Enter");
    expect(alice.texts.slice(1, 4)).toEqual(["out", "er", "one"]);
    expect(seen(alice)).toEqual(alice.texts);
  });

  it("makes room above", () => {
    const alice = open();
    alice.select(1, 0).press("Enter");
    expect(alice.kinds.slice(1, 4)).toEqual(["paragraph", "toggle", "paragraph"]);
  });

  it("does not take the toggle from what is below it", () => {
    const alice = open([
      { text: "", kind: "toggle" },
      { text: "one", indent: 1 },
    ]);
    alice.select(0, 0).press("Enter");
    expect(alice.kinds).toEqual(["toggle", "paragraph", "paragraph"]);
    const bob = open([{ text: "", kind: "toggle" }, { text: "one" }]);
    bob.select(0, 0).press("Enter");
    expect(bob.kinds).toEqual(["paragraph", "paragraph"]);
  });
});

it("is made by two signs and a space, which one of them and a space do not", () => {
  const alice = new Peer();
  alice.type(">> ");
  expect(alice.kinds).toEqual(["toggle"]);
  const bob = new Peer().type("> ");
  expect(bob.kinds).toEqual(["quote"]);
});

describe("what belongs to a section", () => {
  it("goes along when it is moved, and stays hidden", () => {
    const alice = close(open(), "outer");
    alice.run(moveUp);
    expect(alice.texts).toEqual(["outer", "one", "inner", "deep", "two", "first", "last"]);
    expect(seen(alice)).toEqual(["outer", "first", "last"]);
    alice.run(moveDown);
    alice.run(moveDown);
    expect(seen(alice)).toEqual(["first", "last", "outer"]);
    alice.after("last").run(moveDown);
    expect(seen(alice)).toEqual(["first", "outer", "last"]);
  });

  it("is passed as one by what moves over it", () => {
    const alice = open();
    alice.after("last").run(moveUp);
    expect(alice.texts).toEqual(["first", "last", "outer", "one", "inner", "deep", "two"]);
    alice.after("two").run(moveUp);
    expect(alice.texts.slice(2)).toEqual(["outer", "one", "two", "inner", "deep"]);
  });

  it("is doubled and deleted with it", () => {
    const alice = close(open(), "outer");
    alice.run(duplicate);
    expect(alice.texts.slice(5)).toEqual(["two", "outer", "one", "inner", "deep", "two", "last"]);
    expect(seen(alice).slice(0, 4)).toEqual(["first", "outer", "outer", "one"]);
    alice.run(deleteBlocks);
    expect(alice.texts).toEqual(BLOCKS.map(({ text }) => text));
  });

  it("is indented with it", () => {
    const alice = close(open(), "outer");
    alice.run(indent(1));
    expect(seen(alice)).toEqual(["first", "outer", "last"]);
    expect(alice.node.child(4).attrs.indent).toBe(3);
  });
});

describe("what somebody has closed", () => {
  it("stays so while others write above it, in it and around it", () => {
    const alice = close(open(), "outer");
    const bob = new Peer(alice.state);
    bob.after("first").press("Enter").type("more");
    bob.after("one").type(" more");
    exchange(alice, bob);
    expect(seen(alice)).toEqual(["first", "more", "outer", "last"]);
    expect(seen(bob)).toEqual(bob.texts);
    alice.type("!");
    bob.after("two").press("Enter").type("three");
    bob.after("first").run(deleteBlocks);
    exchange(alice, bob);
    expect(seen(alice)).toEqual(["more", "outer!", "last"]);
  });

  it("opens when somebody makes it hide the cursor", () => {
    const alice = open([{ text: "toggle", kind: "toggle" }, { text: "words" }]);
    const bob = new Peer(alice.state);
    close(alice, "toggle").after("words");
    bob.after("words").run(indent(1));
    exchange(alice, bob);
    expect(seen(alice)).toEqual(["toggle", "words"]);
  });

  it("is known again at the next visit, also after words were written in front of it", () => {
    const alice = close(open(), "outer");
    alice.after("first").press("Enter").type("more").select(2, 0).press("Enter");
    const bob = new Peer(alice.state, [...alice.closed]);
    expect(seen(bob)).toEqual(["first", "more", "", "outer", "last"]);
  });

  it("is forgotten when it is opened or gone", () => {
    const alice = close(close(open(), "inner"), "outer");
    expect(alice.closed.size).toBe(2);
    alice.run(toggleSection);
    expect(alice.closed.size).toBe(1);
    alice.after("inner").run(deleteBlocks);
    expect(alice.closed.size).toBe(0);
  });

  it("is told of at each change, and at none else", () => {
    const told: string[][] = [];
    const closed = new ClosedSections(["1:1"], (now) => told.push(now));
    closed.replace(["1:1"], ["2:2"]);
    closed.replace(["1:1"], ["2:2"]);
    expect(told).toEqual([["2:2"]]);
  });

  it("is bounded", () => {
    const closed = new ClosedSections();
    for (let i = 0; i < 1000; i++) closed.replace([], [`1:${i}`]);
    expect(closed.size).toBeLessThanOrEqual(300);
    expect(closed.has("1:999")).toBe(true);
  });
});
