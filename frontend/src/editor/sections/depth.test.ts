/** How deep images, files and tables stand, by keys and by where they are put in. */
import { NodeSelection } from "@tiptap/pm/state";
import { beforeEach, describe, expect, it } from "vitest";
import {
  block,
  type Content,
  depths,
  drawnDepths,
  file,
  image,
  open,
  table,
} from "../../testing/documents";
import { selectNode } from "../../testing/media";
import type { Peer } from "../../testing/peers";
import { holdUploads } from "../../testing/uploads";
import { indent, indentBlocks } from "../commands/indent";
import { insertFiles } from "../media/insert";
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

describe("Tab", () => {
  it.each([1, 2])("sets a selected image or file in and out (%i)", (index) => {
    const alice = selectNode(
      open(block("More", { kind: "toggle" }), image(null), file(null)),
      index,
    );
    alice.press("Tab").press("Tab");
    expect(depths(alice)[index]).toBe(2);
    for (let i = 0; i < 3; i++) alice.press("Tab", { shiftKey: true });
    expect(alice.node.child(index).attrs.indent).toBeNull();
    expect(alice.editor.state.selection).toBeInstanceOf(NodeSelection);
  });

  it("in a caption sets its image in, in a cell only what is selected beyond it", () => {
    const alice = open(image(null), table(null, "one", "two"), block("end"));
    alice.after("caption").press("Tab");
    expect(depths(alice)).toEqual([1, 0, 0]);
    alice.after("one").run(indent(1));
    expect(depths(alice)).toEqual([1, 0, 0]);
    alice.select(0, 0, 2, 3).press("Tab");
    expect(depths(alice)).toEqual([2, 1, 1]);
    const [cell] = alice.node.child(1).child(0).content.content;
    expect(cell?.child(0).attrs.indent).toBe(1);
  });

  it("for whole blocks takes the table with the cursor, from its menu", () => {
    const alice = open(table(null, "one", "two"), block("end"));
    alice.after("two").run(indentBlocks(1));
    expect(depths(alice)).toEqual([1, 0]);
    expect(drawnDepths(alice)).toEqual([1, 0]);
    alice.run(indentBlocks(-1));
    expect(alice.run(indentBlocks(-1))).toBe(false);
    expect(depths(alice)).toEqual([0, 0]);
  });

  it("ends at the deepest that there is", () => {
    const alice = selectNode(open(image(8)), 0).press("Tab");
    expect(alice.outbox).toEqual([]);
  });
});

describe("what is put in", () => {
  const photo = new File(["bytes"], "me.png", { type: "image/png" });
  const put = (peer: Peer) => insertFiles(peer.editor.view, [photo]);
  const place = (peer: Peer) => {
    const index = peer.node.content.content.findIndex(({ type }) => type.name === "image");
    return [index, Number(peer.node.maybeChild(index)?.attrs.indent ?? 0)];
  };

  it.each<[string, Content[], string, [number, number]]>([
    ["text as deep", [block("a", { indent: 2 }), block("b")], "a", [1, 2]],
    ["an item in it", [block("a", { kind: "bullet", indent: 1 }), block("b")], "a", [1, 2]],
    ["a toggle in its section", [block("a", { kind: "toggle" }), block("b")], "a", [1, 1]],
    ["what is at the edge", [block("a"), block("b", { indent: 1 })], "a", [1, 0]],
  ])("below %s", (_, content, words, expected) => {
    const alice = open(...content).after(words);
    put(alice);
    expect(place(alice)).toEqual(expected);
    const bob = open(...content).after(words);
    bob.run(insertTable);
    expect(bob.kinds[expected[0]]).toBe("table");
    expect(depths(bob)[expected[0]]).toBe(expected[1]);
  });

  it("in an item that is still empty belongs to the one before", () => {
    const alice = open(block("a", { kind: "ordered" }), block("", { kind: "ordered" }));
    put(alice.select(1, 0));
    expect(place(alice)).toEqual([1, 1]);
    const bob = open(block("", { kind: "ordered" }));
    put(bob.select(0, 0));
    expect(place(bob)).toEqual([0, 0]);
  });

  it("at a closed toggle stands behind what is hidden", () => {
    const alice = open(block("More", { kind: "toggle" }), block("in", { indent: 1 }), block("b"));
    alice.after("More").run(toggleSection);
    put(alice);
    expect(place(alice)).toEqual([2, 0]);
    expect(seen(alice)).toEqual(["block", "image", "block"]);
  });

  it("goes on as deep behind it", () => {
    const alice = open(block("More", { kind: "toggle" }), image(1));
    alice.after("caption").press("Enter").type("words");
    expect(depths(alice)).toEqual([0, 1, 1]);
    const bob = open(block("More", { kind: "toggle" })).after("More");
    put(bob);
    expect(bob.type("on").texts).toEqual(["More", "", "on"]);
    expect(depths(bob)).toEqual([0, 1, 1]);
  });

  it("by pasting stays in the section, too", () => {
    const alice = open(block("in", { indent: 2 }), block("b"))
      .select(0, 2)
      .press("Enter");
    alice.paste({ "text/html": "<table><tr><td>1</td><td>2</td></tr></table>" });
    expect(alice.kinds).toEqual(["paragraph", "table", "paragraph"]);
    expect(depths(alice)).toEqual([2, 2, 0]);
    alice.after("in").press("Enter").paste({ "text/html": "<h2>c</h2><ul><li>d</li></ul>" });
    expect(alice.texts.slice(0, 3)).toEqual(["in", "c", "d"]);
    expect(depths(alice).slice(0, 3)).toEqual([2, 2, 2]);
  });
});
