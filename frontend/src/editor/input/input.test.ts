import { describe, expect, it } from "vitest";
import { Peer, stateOf } from "../../testing/peers";
import { shapeOf } from "../schema/kinds";

function firstMarks(peer: Peer): Record<string, string[]> {
  const marks: Record<string, string[]> = {};
  peer.node.descendants((node) => {
    if (node.isText) marks[node.text ?? ""] = node.marks.map((mark) => mark.type.name);
  });
  return marks;
}

function shape(peer: Peer, block = 0) {
  return shapeOf(peer.node.child(block).attrs);
}

describe("typing markdown", () => {
  it.each([
    ["# ", { kind: "heading", level: 1 }],
    ["#### ", { kind: "heading", level: 4 }],
    ["- ", { kind: "bullet" }],
    ["* ", { kind: "bullet" }],
    ["1. ", { kind: "ordered" }],
    ["[ ] ", { kind: "task", checked: false }],
    ["[x] ", { kind: "task", checked: true }],
    ["> ", { kind: "quote" }],
    ["[!tip] ", { kind: "callout", tone: "tip" }],
    ["> [!WARNING] ", { kind: "callout", tone: "warning" }],
    ["[!note] ", { kind: "callout", tone: "note" }],
    ["```", { kind: "code" }],
  ])("%j makes the block what it says", (typed, expected) => {
    const alice = new Peer();
    alice.type(`${typed}words`);
    expect(shape(alice)).toMatchObject(expected);
    expect(alice.texts).toEqual(["words"]);
  });

  it("turns a bullet into a task", () => {
    const alice = new Peer();
    alice.type("- [ ] milk");
    expect(shape(alice).kind).toBe("task");
    expect(alice.texts).toEqual(["milk"]);
  });

  it("ticks an open task", () => {
    const alice = new Peer(stateOf([{ text: "", kind: "task" }]));
    alice.type("[x] milk");
    expect(shape(alice)).toMatchObject({ kind: "task", checked: true });
    expect(alice.texts).toEqual(["milk"]);
  });

  it("--- makes a rule and leaves a paragraph to go on in", () => {
    const alice = new Peer();
    alice.type("---after");
    expect(alice.texts).toEqual(["---", "after"]);
  });

  it.each([
    ["a **bold** move", "bold", "bold"],
    ["a __bold__ move", "bold", "bold"],
    ["an *italic* word", "italic", "italic"],
    ["an _italic_ word", "italic", "italic"],
    ["a ~~struck~~ word", "struck", "strike"],
    ["run `make` now", "make", "code"],
    ["a ==marked== word", "marked", "highlight"],
    ["H~2~O", "2", "subscript"],
    ["x^n+1^ is", "n+1", "superscript"],
  ])("%j is formatted", (typed, text, mark) => {
    const alice = new Peer();
    alice.type(typed);
    expect(firstMarks(alice)[text]).toEqual([mark]);
    expect(alice.texts[0]).toBe(typed.replace(/[*_~`=^]/g, ""));
  });

  it("ends with its delimiter, one format inside another too", () => {
    const alice = new Peer();
    alice.type("all ==10 m^3^== of **_it_** there");
    expect(firstMarks(alice)).toEqual({
      "all ": [],
      "10 m": ["highlight"],
      "3": ["highlight", "superscript"],
      " of ": [],
      it: ["bold", "italic"],
      " there": [],
    });
  });

  it("links an address when the space behind it is typed, without the full stop", () => {
    const alice = new Peer();
    alice.type("see https://example.org/a. ok");
    expect(alice.texts).toEqual(["see https://example.org/a. ok"]);
    expect(firstMarks(alice)["https://example.org/a"]).toEqual(["link"]);
  });

  it("means nothing in code", () => {
    const alice = new Peer();
    alice.type("```# **not** - 1 https://a.org x");
    expect(alice.texts).toEqual(["# **not** - 1 https://a.org x"]);
    expect(shape(alice).kind).toBe("code");
    expect(firstMarks(alice)).toEqual({ "# **not** - 1 https://a.org x": [] });
  });

  it("is taken back by Backspace right after it", () => {
    const alice = new Peer();
    alice.type("- ").press("Backspace");
    expect(shape(alice).kind).toBe("paragraph");
    expect(alice.texts).toEqual(["- "]);
  });
});

it.each(["a == b == c", "~/notes and ~/plans", "^_^", "about ~5 or ~6"])(
  "%j stays as it is",
  (typed) => {
    const alice = new Peer();
    alice.type(typed);
    expect(firstMarks(alice)).toEqual({ [typed]: [] });
  },
);

describe("Enter", () => {
  it("continues a list, and steps out of it on an empty item", () => {
    const alice = new Peer();
    alice.type("- one").press("Enter").type("two").press("Tab").press("Enter");
    expect(alice.kinds).toEqual(["bullet", "bullet", "bullet"]);
    expect(shape(alice, 2).indent).toBe(1);
    alice.press("Enter");
    expect(shape(alice, 2)).toMatchObject({ kind: "bullet", indent: 0 });
    alice.press("Enter");
    expect(shape(alice, 2)).toMatchObject({ kind: "paragraph", indent: 0 });
  });

  it("goes on with an open task behind a done one", () => {
    const alice = new Peer(stateOf([{ text: "milk", kind: "task", checked: true }]));
    alice.after("milk").press("Enter");
    expect([shape(alice).checked, shape(alice, 1).checked]).toEqual([true, false]);
  });

  it("writes a paragraph behind a heading, and one above it at its start", () => {
    const alice = new Peer(stateOf([{ text: "Title", kind: "heading", level: 2 }]));
    alice.after("Title").press("Enter").select(0, 0).press("Enter");
    expect(alice.texts).toEqual(["", "Title", ""]);
    expect(alice.kinds).toEqual(["paragraph", "heading", "paragraph"]);
  });

  it("goes on in a callout, and leaves it on an empty line", () => {
    const alice = new Peer();
    alice.type("[!tip] one").press("Enter").type("two").press("Enter").press("Enter").type("three");
    expect(alice.texts).toEqual(["one", "two", "three"]);
    expect([shape(alice, 1), shape(alice, 2)]).toMatchObject([
      { kind: "callout", tone: "tip" },
      { kind: "paragraph", tone: "note" },
    ]);
  });

  it("breaks the line in code, and leaves it after two empty lines", () => {
    const alice = new Peer();
    alice
      .type("```a")
      .press("Enter")
      .type("b")
      .press("Enter")
      .press("Enter")
      .press("Enter")
      .type("c");
    expect(alice.texts).toEqual(["a\nb", "c"]);
    expect(alice.kinds).toEqual(["code", "paragraph"]);
  });

  it("with Shift breaks the line inside the block", () => {
    const alice = new Peer();
    alice.type("a").press("Enter", { shiftKey: true }).type("b");
    expect(alice.texts).toEqual(["a\nb"]);
  });
});

describe("Backspace at the start of a block", () => {
  it("takes indent and kind away before it joins", () => {
    const alice = new Peer(stateOf([{ text: "a" }, { text: "b", kind: "bullet", indent: 1 }]));
    alice.select(1, 0).press("Backspace");
    expect(shape(alice, 1)).toMatchObject({ kind: "bullet", indent: 0 });
    alice.press("Backspace");
    expect(shape(alice, 1)).toMatchObject({ kind: "paragraph" });
    alice.press("Backspace");
    expect(alice.texts).toEqual(["ab"]);
  });
});

describe("keys", () => {
  it("Tab and Shift-Tab indent the selected items", () => {
    const alice = new Peer(
      stateOf([
        { text: "a", kind: "bullet" },
        { text: "b", kind: "bullet" },
      ]),
    );
    alice.select(0, 0, 1, 1).press("Tab").press("Tab").press("Tab", { shiftKey: true });
    expect([shape(alice).indent, shape(alice, 1).indent]).toEqual([1, 1]);
  });

  it("Ctrl-Alt-2 makes a heading and a paragraph again", () => {
    const alice = new Peer(stateOf([{ text: "a" }]));
    alice.press("2", { ctrlKey: true, altKey: true });
    expect(shape(alice)).toMatchObject({ kind: "heading", level: 2 });
    alice.press("2", { ctrlKey: true, altKey: true });
    expect(shape(alice).kind).toBe("paragraph");
  });

  it("Ctrl-Shift-E and its like align, and a new block stands as the one before", () => {
    const alice = new Peer(stateOf([{ text: "a" }])).after("a");
    alice.press("e", { ctrlKey: true, shiftKey: true }).press("Enter");
    expect([shape(alice).align, shape(alice, 1).align]).toEqual(["center", "center"]);
    alice.press("l", { ctrlKey: true, shiftKey: true });
    expect(alice.node.child(1).attrs.align).toBeNull();
  });

  it("Ctrl-Enter ticks a task", () => {
    const alice = new Peer(stateOf([{ text: "milk", kind: "task" }]));
    alice.press("Enter", { ctrlKey: true });
    expect(shape(alice).checked).toBe(true);
    alice.press("Enter", { ctrlKey: true });
    expect(shape(alice).checked).toBe(false);
  });

  it("Ctrl-Z undoes one's own edits only", () => {
    const alice = new Peer();
    alice.type("mine");
    const bob = new Peer(alice.state);
    bob.after("mine").type(" theirs");
    alice.receive(bob.outbox);
    alice.press("z", { ctrlKey: true });
    expect(alice.texts).toEqual([" theirs"]);
    alice.press("z", { ctrlKey: true, shiftKey: true });
    expect(alice.texts).toEqual(["mine theirs"]);
  });

  it("undoing a new block keeps what somebody else has written in it", () => {
    const alice = new Peer();
    alice.type("top");
    alice.editor.commands.blur();
    const bob = new Peer(alice.state);
    alice.press("Enter");
    bob.receive(alice.outbox.slice(-1));
    bob.select(1, 0).type("words");
    alice.receive(bob.outbox);
    alice.press("z", { ctrlKey: true });
    expect(alice.words).toContain("words");
  });
});

describe("the keys that lead to the ends of the document", () => {
  const alice = () => new Peer(stateOf([{ text: "one" }, { text: "two" }])).select(0, 1, 1, 1);
  const places = ({ editor }: Peer) => [editor.state.selection.anchor, editor.state.selection.head];

  it.each([
    ["Home", { ctrlKey: true }, [1, 1]],
    ["End", { ctrlKey: true }, [9, 9]],
    ["Home", { ctrlKey: true, shiftKey: true }, [2, 1]],
    ["End", { ctrlKey: true, shiftKey: true }, [2, 9]],
    ["ArrowUp", { metaKey: true }, [1, 1]],
    ["ArrowDown", { metaKey: true, shiftKey: true }, [2, 9]],
  ])("%s with %j", (key, modifiers, expected) => {
    expect(places(alice().press(key, modifiers))).toEqual(expected);
  });
});
