/** Whole cells, selected. */
import { TextSelection } from "@tiptap/pm/state";
import { describe, expect, it } from "vitest";
import { exchange, Peer } from "../../testing/peers";
import { withTable } from "../../testing/tables";
import { addRowBefore, insertTable } from "./commands";

describe("selected cells", () => {
  it("are emptied by Backspace, and left", () => {
    const peer = withTable().selectCells([0, 0], [1, 1]).press("Backspace");
    expect(peer.cells).toEqual([
      ["", "", "c"],
      ["", "", "f"],
      ["g", "h", "i"],
    ]);
  });

  it("stay selected to the end of a row while others write in its midst", () => {
    const peer = withTable();
    const other = new Peer(peer.state);
    peer.outbox.length = 0;
    peer.selectCells([1, 0], [1, 2]);
    other.inCell(1, 1).type(" 000");
    exchange(peer, other);
    const shown = () => peer.editor.view.dom.querySelectorAll(".is-selected");
    expect(shown()).toHaveLength(3);
    other.type(" more");
    exchange(peer, other);
    expect(shown()).toHaveLength(3);
  });

  it("stay selected while others write", () => {
    const peer = withTable();
    const other = new Peer(peer.state);
    peer.outbox.length = 0;
    peer.selectCells([1, 0], [2, 1]);
    other.inCell(1, 1).type("!").run(addRowBefore);
    exchange(peer, other);
    const { selection } = peer.editor.state;
    expect(selection.toJSON().type).toBe("cells");
    peer.press("Backspace");
    expect(peer.cells).toEqual([
      ["a", "b", "c"],
      ["", "", ""],
      ["", "", "f"],
      ["", "", "i"],
    ]);
  });
});

it("text selected from cell to cell are the cells", () => {
  const peer = withTable();
  const { state, view } = peer.editor;
  const from = peer.inCell(0, 0).editor.state.selection.head;
  const to = peer.inCell(1, 1).editor.state.selection.head;
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)));
  expect(peer.editor.state.selection.toJSON().type).toBe("cells");
  expect(state.doc).toBe(peer.node);
});

describe("a selection that reaches over the edge of a table", () => {
  const peerSelecting = (from: (peer: Peer) => number, to: (peer: Peer) => number) => {
    const peer = new Peer().type("before").press("Enter");
    peer.run(insertTable);
    peer.select(2, 0).type("after");
    const [anchor, head] = [from(peer), to(peer)];
    const { view } = peer.editor;
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, anchor, head)));
    return peer;
  };
  const inCell = (peer: Peer) => peer.inCell(1, 1).editor.state.selection.head;
  const before = () => 4;
  const after = (peer: Peer) => peer.node.content.size - 3;

  it("from above has all of it", () => {
    const peer = peerSelecting(before, inCell).press("Backspace");
    expect(peer.texts).toEqual(["befafter"]);
  });

  it("from below has all of it", () => {
    const peer = peerSelecting(after, inCell).press("Backspace");
    expect(peer.texts.at(0)).toMatch(/^before/);
    expect(peer.cells).toEqual([]);
  });

  it("from inside are its cells", () => {
    const peer = peerSelecting(inCell, after).press("Backspace");
    expect(peer.texts).toEqual(["before", "", "after"]);
    expect(peer.cells).toHaveLength(3);
  });
});
