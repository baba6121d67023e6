/** Markdown is pasted as what it means, and stands beside what is copied. */
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { block, image, open } from "../../testing/documents";
import { selectNode } from "../../testing/media";
import { notation } from "../../testing/notation";
import { Peer, stateOf } from "../../testing/peers";
import { loadMarkdown } from "../markdown/load";

const LIST = "# Title\n\n- a\n  - b";
const BLOCKS = ["heading1: Title", "bullet: a", " bullet: b"];

const undo = (peer: Peer) => peer.editor.commands.undo();

describe("once it is loaded", () => {
  beforeAll(loadMarkdown);

  it("becomes structure, and text again when that is undone", () => {
    const alice = new Peer().paste({ "text/plain": LIST });
    expect(notation(alice.node)).toEqual(BLOCKS);
    undo(alice);
    expect(alice.texts).toEqual(["# Title", "", "- a", "  - b"]);
    undo(alice);
    expect(alice.texts).toEqual([""]);
  });

  it("is one step to undo, however slow the machine", () => {
    const alice = new Peer();
    const { undoManager } = yUndoPluginKey.getState(alice.editor.state) ?? {};
    Object.assign(undoManager ?? {}, { captureTimeout: 0 });
    alice.paste({ "text/plain": LIST });
    expect(undoManager?.captureTimeout).toBe(0);
    undo(alice);
    expect(alice.texts).toEqual(["# Title", "", "- a", "  - b"]);
  });

  it("stays in the section where it is pasted, as text too", () => {
    const alice = new Peer(stateOf([{ text: "", indent: 1 }])).paste({ "text/plain": LIST });
    expect(notation(alice.node)).toEqual([" heading1: Title", " bullet: a", "  bullet: b"]);
    undo(alice);
    expect(alice.node.children.map(({ attrs }) => attrs.indent)).toEqual([1, 1, 1, 1]);
  });

  it("goes among the words where it is pasted", () => {
    const alice = new Peer(stateOf([{ text: "one three" }]));
    alice.after("one ").paste({ "text/plain": "**two**" });
    expect(notation(alice.node)).toEqual(["paragraph: one {bold|two}three"]);
  });

  it("takes the place of an image, whose place is none for words", () => {
    const warn = vi.spyOn(console, "warn");
    const alice = selectNode(open(block("above"), image(null), block("below")), 1);
    alice.paste({ "text/plain": LIST });
    expect(notation(alice.node)).toEqual(["paragraph: above", ...BLOCKS, "paragraph: below"]);
    expect(warn).not.toHaveBeenCalled();
  });

  it("is read where the HTML beside it says no more", () => {
    const html = "<div># Title</div><div>- a</div><div>- b</div>";
    const alice = new Peer().paste({ "text/html": html, "text/plain": "# Title\n- a\n- b" });
    expect(alice.kinds).toEqual(["heading", "bullet", "bullet"]);
    const bob = new Peer().paste({ "text/html": "<h2>Title</h2>", "text/plain": "# Title" });
    expect(notation(bob.node)).toEqual(["heading2: Title"]);
  });

  it("is read from VS Code when that says so", () => {
    const data = { "text/html": "<div>- a</div>", "text/plain": "- a" };
    const alice = new Peer().paste({ ...data, "vscode-editor-data": '{"mode":"markdown"}' });
    expect(notation(alice.node)).toEqual(["bullet: a"]);
  });

  it("is left alone in code, and where nothing says that it is markdown", () => {
    const code = new Peer(stateOf([{ kind: "code", text: "x" }])).paste({ "text/plain": LIST });
    expect(code.kinds).toEqual(["code"]);
    const alice = new Peer().paste({ "text/plain": "one * star\n\n- a remark" });
    expect(alice.texts).toEqual(["one * star", "", "- a remark"]);
  });

  it("stays text when pasted without formats", () => {
    const alice = new Peer();
    alice.press("Shift", { keyCode: 16, shiftKey: true });
    const keys = { key: "V", keyCode: 86, ctrlKey: true, shiftKey: true, bubbles: true };
    alice.editor.view.dom.dispatchEvent(new KeyboardEvent("keydown", keys));
    alice.paste({ "text/plain": LIST });
    expect(alice.kinds).toEqual(["paragraph", "paragraph", "paragraph", "paragraph"]);
  });

  it("is put on the clipboard beside HTML and text", () => {
    const alice = new Peer(
      stateOf([
        { kind: "heading", text: "Title" },
        { kind: "task", text: "a" },
      ]),
    );
    expect(alice.select(0, 0, 1, 1).copy()).toEqual({
      "text/html": expect.stringContaining("<h1"),
      "text/plain": "Title\n[ ] a",
      "text/markdown": "# Title\n\n- [ ] a\n",
    });
    expect(alice.select(0, 1, 0, 3).copy()["text/markdown"]).toBe("it\n");
  });
});
