/** Images, files and tables in lists and sections: as deep as text, and as it, they belong to them. */
import type { Command } from "@tiptap/pm/state";
import { beforeEach, describe, expect, it } from "vitest";
import { block, depths, drawnDepths, image, open, SECTION, table } from "../../testing/documents";
import { selectNode } from "../../testing/media";
import { exchange, Peer } from "../../testing/peers";
import { holdUploads } from "../../testing/uploads";
import { indent, indentBlocks } from "../commands/indent";
import { duplicate } from "../handle/blocks";
import { moveDown } from "../handle/move";
import { insertTable } from "../tables/commands";
import { toggleSection } from "./commands";
import { FOLDED } from "./folds";

/** What can be seen of the document, each by its type. */
function seen(peer: Peer): string[] {
  const drawn = [...peer.editor.view.dom.children];
  const names = peer.node.content.content.map(({ type }) => type.name);
  return names.filter((_, i) => !drawn[i]?.classList.contains(FOLDED));
}

beforeEach(holdUploads);

describe("what is set in below a toggle", () => {
  it("is hidden with its section, and what is not ends it", () => {
    const alice = open(...SECTION);
    expect(drawnDepths(alice)).toEqual([0, 1, 1, 1, 1, 0, 0]);
    alice.after("More").run(toggleSection);
    expect(seen(alice)).toEqual(["block", "image", "block"]);
    expect(alice.outbox).toEqual([]);
  });

  it("goes along when it is moved, doubled and indented", () => {
    const alice = open(...SECTION);
    alice.after("More").run(moveDown);
    expect(depths(alice)).toEqual([0, 0, 1, 1, 1, 1, 0]);
    alice.after("More").run(indent(1));
    expect(depths(alice)).toEqual([0, 1, 2, 2, 2, 2, 0]);
    expect(drawnDepths(alice)).toEqual(depths(alice));
    alice.run(duplicate);
    expect(alice.cells).toEqual([["one", "two"]]);
    expect(alice.node.childCount).toBe(12);
  });

  it("opens its section for the cursor", () => {
    const alice = open(...SECTION);
    alice.after("More").run(toggleSection);
    selectNode(alice, 1);
    expect(seen(alice)).toHaveLength(SECTION.length);
    alice.after("More").run(toggleSection);
    alice.inCell(0, 0);
    expect(seen(alice)).toHaveLength(SECTION.length);
  });

  it("belongs to an item of a list as well", () => {
    const item = (text: string) => block(text, { kind: "ordered" });
    const alice = open(item("one"), image(1), table(1, "a"), item("two"), block("end"));
    alice.after("one").run(moveDown);
    expect(alice.kinds).toEqual(["ordered", "ordered", "image", "table", "paragraph"]);
  });
});

describe("words that somebody types meanwhile", () => {
  const ACTS: Record<string, Command> = {
    "sets it in": indentBlocks(1),
    "sets it out": indentBlocks(-1),
    "moves it": moveDown,
  };

  it.each(
    Object.keys(ACTS).flatMap((act) =>
      ["caption", "one", "inside", "More"].map((where) => [act, where] as const),
    ),
  )("are kept when the other %s, in %s", (act, where) => {
    const indented = [block("Top", { kind: "toggle" }), ...SECTION].map((node, i) =>
      i > 0 && i < 6
        ? { ...node, attrs: { ...node.attrs, indent: Number(node.attrs?.indent ?? 0) + 1 } }
        : node,
    );
    const alice = open(...indented);
    const bob = new Peer(alice.state);
    for (const words of ["More", where]) {
      bob.after(where).type(" typed");
      expect(alice.after(words).run(ACTS[act] ?? moveDown)).toBe(true);
      bob.type(" twice");
      exchange(alice, bob);
      for (const word of ["typed", "twice", "caption", "one", "two", "inside", "behind"]) {
        expect(bob.words).toContain(word);
      }
      expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
      expect(new Peer(alice.state).node.toJSON()).toEqual(alice.node.toJSON());
    }
    expect(alice.kinds).toContain("table");
  });
});

describe("a section in a cell", () => {
  it("opens, closes and is written in there", () => {
    const alice = new Peer();
    alice.run(insertTable);
    alice.inCell(1, 1).type(">> More").press("Enter").type("inside").inCell(1, 2).type("beside");
    expect(alice.cells[1]).toEqual(["", "More|inside", "beside"]);
    alice.after("More").run(toggleSection);
    const folded = [...alice.editor.view.dom.querySelectorAll(`.${FOLDED}`)];
    expect(folded.map(({ textContent }) => textContent)).toEqual(["inside"]);
    const bob = new Peer(alice.state);
    bob.after("inside").type(" too");
    exchange(alice, bob);
    expect(alice.editor.view.dom.querySelectorAll(`.${FOLDED}`)).toHaveLength(1);
    alice.after("too").type("!");
    expect(alice.editor.view.dom.querySelectorAll(`.${FOLDED}`)).toHaveLength(0);
    alice.press("Enter").press("Enter").type("out");
    const cell = alice.node.child(0).child(1).child(1);
    expect(cell.content.content.map(({ attrs }) => attrs.indent)).toEqual([null, 1, null]);
  });
});
