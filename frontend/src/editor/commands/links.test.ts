import { describe, expect, it } from "vitest";
import { Peer, stateOf } from "../../testing/peers";
import { completeUrl, safeUrl } from "../schema/urls";
import { linkAt, removeLink, setLink, toggleFormat } from "./links";

describe("an address", () => {
  it.each([
    ["https://a.org/b?c#d", "https://a.org/b?c#d"],
    [" a.org ", "https://a.org"],
    ["localhost.example:8000/x", "https://localhost.example:8000/x"],
    ["bob@a.org", "mailto:bob@a.org"],
    ["tel:+491234", "tel:+491234"],
    ["javascript:alert(1)", null],
    ["data:text/html,x", null],
    ["file:///etc/passwd", null],
    ["two words", null],
    ["word", null],
    ["", null],
  ])("typed as %j is completed to %j", (typed, href) => {
    expect(completeUrl(typed)).toBe(href);
  });

  it.each(["JavaScript:x", " javascript:x", "vbscript:x", "/relative", null, 7])(
    "%j may not stand in a link",
    (address) => {
      expect(safeUrl(address)).toBeNull();
    },
  );
});

describe("a link", () => {
  it("is found with the cursor anywhere in it, formatted in part or not", () => {
    const alice = new Peer(stateOf([{ text: "see the site now" }]));
    alice.select(0, 4, 0, 12).run(setLink({ from: 5, to: 13 }, "https://a.org"));
    alice.select(0, 8, 0, 12).run(toggleFormat("bold"));
    for (const offset of [4, 6, 10, 12]) {
      alice.select(0, offset);
      expect(linkAt(alice.editor.state)).toEqual({ from: 5, to: 13, href: "https://a.org" });
    }
    alice.select(0, 14);
    expect(linkAt(alice.editor.state)).toBeNull();
  });

  it("brings its address along where nothing is selected", () => {
    const alice = new Peer();
    alice.run(setLink({ from: 1, to: 1 }, "https://a.org"));
    expect(alice.texts).toEqual(["https://a.org"]);
    expect(linkAt(alice.editor.state)?.href).toBe("https://a.org");
  });

  it("is removed, and its words stay", () => {
    const alice = new Peer(stateOf([{ text: "site" }]));
    alice.run(setLink({ from: 1, to: 5 }, "https://a.org"));
    alice.run(removeLink({ from: 1, to: 5 }));
    expect(alice.texts).toEqual(["site"]);
    expect(linkAt(alice.editor.state)).toBeNull();
  });

  it("does not grow when one writes on behind it", () => {
    const alice = new Peer(stateOf([{ text: "site" }]));
    alice.run(setLink({ from: 1, to: 5 }, "https://a.org"));
    alice.after("site").type(" and more");
    expect(linkAt(alice.editor.state)).toBeNull();
  });
});
