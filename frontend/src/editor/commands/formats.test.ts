import type { Mark } from "@tiptap/pm/model";
import { describe, expect, it } from "vitest";
import { exchange, Peer, stateOf } from "../../testing/peers";
import { clearFormats, colorAt, setColor, toggleHighlight, toggleScript } from "./formats";
import { setLink, toggleFormat } from "./links";

/** The first block's pieces of text, each with its formats. */
function pieces(peer: Peer): [string, ...string[]][] {
  return peer.node
    .child(0)
    .content.content.map(({ text = "", marks }) => [text, ...marks.map(nameOf)]);
}

function nameOf({ type, attrs }: Mark): string {
  return attrs.color ? `${type.name} ${attrs.color}` : type.name;
}

const alice = () => new Peer(stateOf([{ text: "one two three" }]));

describe("colours", () => {
  it("lie on the selected words, one after the other", () => {
    const peer = alice().select(0, 4, 0, 7);
    peer.run(setColor("color", "red"));
    peer.run(setColor("highlight", "green"));
    peer.run(setColor("color", "blue"));
    expect(pieces(peer)).toEqual([["one "], ["two", "highlight green", "color blue"], [" three"]]);
    expect(colorAt(peer.editor.state, "color")).toBe("blue");
    peer.run(setColor("color", null));
    peer.run(toggleHighlight);
    expect(pieces(peer)).toEqual([["one two three"]]);
  });

  it("hold for what is typed next", () => {
    const peer = alice().after("two");
    peer.run(toggleHighlight);
    expect(colorAt(peer.editor.state, "highlight")).toBe("yellow");
    peer.type("!");
    expect(pieces(peer)[1]).toEqual(["!", "highlight yellow"]);
  });

  it("are not given to code", () => {
    const peer = new Peer(stateOf([{ text: "x = 1", kind: "code" }])).select(0, 0, 0, 5);
    expect(peer.run(setColor("color", "red"))).toBe(false);
    expect(peer.run(clearFormats)).toBe(false);
  });

  it("of two people that overlap end the same for both, one colour a word", () => {
    const state = alice().state;
    const [ada, bob] = [new Peer(state), new Peer(state)];
    ada.select(0, 0, 0, 7).run(setColor("highlight", "red"));
    bob.select(0, 4, 0, 13).run(setColor("highlight", "blue"));
    exchange(ada, bob);
    expect(pieces(bob)).toEqual(pieces(ada));
    expect(pieces(ada).slice(0, 2)).toEqual([
      ["one ", "highlight red"],
      ["two", "highlight blue"],
    ]);
    expect(ada.node.check()).toBeUndefined();
  });

  it("that another client has named otherwise are shown as none", () => {
    const peer = alice().select(0, 0, 0, 3);
    const { state, view } = peer.editor;
    const mark = state.schema.marks.color?.create({ color: "url(//spy)" });
    if (mark) view.dispatch(state.tr.addMark(1, 4, mark));
    expect(view.dom.innerHTML).toContain("<span>one</span>");
    expect(colorAt(peer.editor.state, "color")).toBeNull();
  });
});

it("a word is raised or lowered, never both", () => {
  const peer = alice().select(0, 4, 0, 7);
  peer.run(toggleScript("superscript"));
  peer.run(toggleScript("subscript"));
  expect(pieces(peer)[1]).toEqual(["two", "subscript"]);
  peer.run(toggleScript("subscript"));
  expect(pieces(peer)).toEqual([["one two three"]]);
});

it("clearing takes every format and leaves the link", () => {
  const peer = alice().select(0, 4, 0, 7);
  peer.run(toggleFormat("bold"));
  peer.run(setColor("color", "pink"));
  peer.run(setLink({ from: 5, to: 8 }, "https://example.org"));
  peer.run(clearFormats);
  expect(pieces(peer)[1]).toEqual(["two", "link"]);
});
