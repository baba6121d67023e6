/** Images, files and tables in lists and sections: as deep as text, and as it, they belong to them. */
import { Node } from "@tiptap/pm/model";
import { type Command, NodeSelection } from "@tiptap/pm/state";
import { beforeEach, describe, expect, it } from "vitest";
import { exchange, Peer } from "../../testing/peers";
import { holdUploads } from "../../testing/uploads";
import { indent, indentBlocks } from "../commands/indent";
import { duplicate } from "../handle/blocks";
import { moveDown } from "../handle/move";
import { loadMarkdown } from "../markdown/load";
import { insertFiles } from "../media/insert";
import { insertTable } from "../tables/commands";
import { toggleSection } from "./commands";
import { FOLDED } from "./folds";

interface Content {
  type: string;
  attrs?: Record<string, unknown>;
  content?: Content[];
  text?: string;
}

const ATTACHMENT = "0f8fad5b-d9cb-469f-a165-70867728950e";

function block(text: string, attrs: Record<string, unknown> = {}): Content {
  return { type: "block", attrs, content: text ? [{ type: "text", text }] : [] };
}

function image(indent: number | null, caption = "caption"): Content {
  const attrs = { attachment: ATTACHMENT, naturalWidth: 90, naturalHeight: 60, indent };
  return { ...block(caption, attrs), type: "image" };
}

function file(indent: number | null): Content {
  return { type: "file", attrs: { attachment: ATTACHMENT, name: "plan.pdf", size: 9, indent } };
}

function table(indent: number | null, ...words: string[]): Content {
  const cells = words.map((word) => ({ type: "cell", content: [block(word)] }));
  return { type: "table", attrs: { indent }, content: [{ type: "row", content: cells }] };
}

function open(...content: Content[]): Peer {
  const author = new Peer();
  const { state, view } = author.editor;
  const nodes = content.map((json) => Node.fromJSON(state.schema, json));
  view.dispatch(state.tr.replaceWith(0, state.doc.content.size, nodes));
  const peer = new Peer(author.state);
  author.close();
  return peer;
}

const SECTION = [
  block("More", { kind: "toggle" }),
  image(1),
  file(1),
  table(1, "one", "two"),
  block("inside", { indent: 1 }),
  image(null, "behind"),
  block("end"),
];

/** What can be seen of the document, each by its type. */
function seen(peer: Peer): string[] {
  const drawn = [...peer.editor.view.dom.children];
  const names = peer.node.content.content.map(({ type }) => type.name);
  return names.filter((_, i) => !drawn[i]?.classList.contains(FOLDED));
}

function depths(peer: Peer): number[] {
  return peer.node.content.content.map(({ attrs }) => Number(attrs.indent ?? 0));
}

function drawnDepths(peer: Peer): number[] {
  const drawn = [...peer.editor.view.dom.children] as HTMLElement[];
  return drawn.map(({ dataset }) => Number(dataset.indent ?? 0));
}

function select(peer: Peer, index: number): Peer {
  const { state, view } = peer.editor;
  const pos = state.doc.resolve(0).posAtIndex(index);
  view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, pos)));
  return peer;
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
    select(alice, 1);
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

describe("Tab", () => {
  it.each([1, 2])("sets a selected image or file in and out (%i)", (index) => {
    const alice = select(open(block("More", { kind: "toggle" }), image(null), file(null)), index);
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
    const alice = select(open(image(8)), 0).press("Tab");
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

describe("on a clipboard", () => {
  const LIST = [
    block("one", { kind: "ordered" }),
    image(1),
    block("two", { kind: "ordered" }),
    table(1, "a", "b"),
    block("deep", { kind: "bullet", indent: 1 }),
    file(2),
    ...SECTION,
    image(3, "far"),
    block("last"),
  ];

  const copied = (peer: Peer) => {
    const { view } = peer.editor;
    return view.serializeForClipboard(peer.node.slice(0, peer.node.content.size));
  };

  it("stands in the items and sections that it belongs to, and comes back", () => {
    history.replaceState(null, "", "/d/11111111-2222-4333-8444-555555555555/");
    const alice = open(...LIST);
    const { dom, text } = copied(alice);
    const names = [...dom.querySelectorAll("figure, table, [data-media=file]")].map(
      ({ tagName, parentElement }) => `${parentElement?.tagName} ${tagName}`,
    );
    expect(names).toEqual([
      "LI FIGURE",
      "LI TABLE",
      "LI DIV",
      "DETAILS FIGURE",
      "DETAILS DIV",
      "DETAILS TABLE",
      "DIV FIGURE",
      "DIV FIGURE",
    ]);
    expect(text.split("\n").slice(0, 3)).toEqual(["1. one", "  caption", "2. two"]);
    const bob = new Peer();
    bob.editor.view.pasteHTML(dom.innerHTML, new Event("paste") as ClipboardEvent);
    expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
    history.replaceState(null, "", "/");
  });

  it("stands in them as markdown as well", async () => {
    const { writeMarkdown, readMarkdown } = await loadMarkdown();
    const markdown = writeMarkdown(open(...LIST.slice(0, 6), block("end")).node.content);
    const html = document.createElement("div");
    html.innerHTML = readMarkdown(markdown);
    expect(html.querySelectorAll("ol")).toHaveLength(1);
    expect(html.querySelectorAll("ol > li")).toHaveLength(2);
    expect(html.querySelector("ol > li:first-child img")).not.toBeNull();
    expect(html.querySelectorAll("li table td, li table th")).toHaveLength(2);
    expect(html.querySelector("ul > li a")?.textContent).toBe("plan.pdf");
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
