import { TextSelection } from "@tiptap/pm/state";
import { describe, expect, it } from "vitest";
import { exchange, Peer } from "../../testing/peers";
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumns,
  deleteRows,
  insertTable,
  merge,
  split,
  toggleHeader,
} from "./commands";

/** Somebody with a table of nine letters before them. */
function withTable(): Peer {
  const peer = new Peer();
  peer.run(insertTable);
  for (const letter of "abcdefghi") {
    peer.type(letter);
    if (letter !== "i") peer.press("Tab");
  }
  return peer;
}

const LETTERS = [
  ["a", "b", "c"],
  ["d", "e", "f"],
  ["g", "h", "i"],
];

describe("a new table", () => {
  it("has three rows and columns, a header row, and a block behind it", () => {
    const peer = withTable();
    expect(peer.cells).toEqual(LETTERS);
    expect(peer.node.child(0).attrs.headerRow).toBe(true);
    expect(peer.texts).toEqual(["abcdefghi", ""]);
  });

  it("takes nothing away", () => {
    const peer = new Peer().type("words");
    peer.run(insertTable);
    expect(peer.texts).toEqual(["words", "", ""]);
  });

  it("does not stand in another", () => {
    expect(withTable().run(insertTable)).toBe(false);
  });

  it("is here for others, who add nothing by looking at it", () => {
    const peer = withTable();
    const other = new Peer(peer.state);
    expect(other.cells).toEqual(LETTERS);
    expect(other.outbox).toEqual([]);
  });
});

describe("Tab", () => {
  it("adds a row behind the last cell, in one step of undo", () => {
    const peer = withTable().press("Tab").type("j");
    expect(peer.cells[3]).toEqual(["j", "", ""]);
    peer.press("z", { ctrlKey: true });
    peer.press("z", { ctrlKey: true });
    expect(peer.cells).toEqual(LETTERS);
  });

  it("goes back with Shift", () => {
    const peer = withTable().press("Tab", { shiftKey: true }).type("!");
    expect(peer.cells[2]).toEqual(["g", "h!", "i"]);
  });
});

describe("rows and columns", () => {
  it("are added where one is", () => {
    const peer = withTable().inCell(1, 1);
    peer.run(addRowBefore);
    expect(peer.type("x").cells).toEqual([
      ["a", "b", "c"],
      ["", "x", ""],
      ["d", "e", "f"],
      ["g", "h", "i"],
    ]);
  });

  it("are added behind and in front of where one is", () => {
    const peer = withTable().inCell(1, 1);
    peer.run(addRowAfter);
    peer.type("1");
    peer.run(addColumnBefore);
    peer.type("2");
    peer.run(addColumnAfter);
    peer.type("3");
    expect(peer.cells).toEqual([
      ["a", "", "", "b", "c"],
      ["d", "", "", "e", "f"],
      ["", "2", "3", "1", ""],
      ["g", "", "", "h", "i"],
    ]);
  });

  it("are deleted, as many as are selected", () => {
    const peer = withTable().selectCells([0, 1], [0, 2]);
    peer.run(deleteColumns);
    expect(peer.cells).toEqual([["a"], ["d"], ["g"]]);
    peer.selectCells([1, 0], [2, 0]).run(deleteRows);
    expect(peer.cells).toEqual([["a"]]);
    peer.run(deleteRows);
    expect(peer.texts).toEqual([""]);
  });
});

describe("merged cells", () => {
  it("hold all words, and come apart again", () => {
    const peer = withTable().selectCells([0, 0], [1, 1]);
    peer.run(merge);
    expect(peer.cells).toEqual([["a|b|d|e", "c"], ["f"], ["g", "h", "i"]]);
    peer.run(split);
    expect(peer.cells).toEqual([
      ["a|b|d|e", "", "c"],
      ["", "", "f"],
      ["g", "h", "i"],
    ]);
  });

  it("grow and shrink with rows and columns through them", () => {
    const peer = withTable().selectCells([0, 0], [1, 1]);
    peer.run(merge);
    peer.inCell(1, 0).run(addRowBefore);
    peer.inCell(3, 1).run(addColumnBefore);
    expect(peer.node.child(0).child(0).child(0).attrs).toMatchObject({ colspan: 3, rowspan: 3 });
    peer.inCell(3, 1).run(deleteColumns);
    peer.inCell(1, 0).run(deleteRows);
    expect(peer.node.child(0).child(0).child(0).attrs).toMatchObject({ colspan: 2, rowspan: 2 });
    peer.inCell(0, 1).run(deleteRows);
    expect(peer.cells).toEqual([
      ["a|b|d|e", "f"],
      ["g", "h", "i"],
    ]);
  });
});

it("headers are said by the table", () => {
  const peer = withTable();
  peer.run(toggleHeader("headerColumn"));
  const tags = [...peer.editor.view.dom.querySelectorAll("tr")].map((row) =>
    [...row.children].map((cell) => cell.tagName + (cell.getAttribute("scope") ?? "")).join(" "),
  );
  expect(tags).toEqual(["THcol THcol THcol", "THrow TD TD", "THrow TD TD"]);
  peer.run(toggleHeader("headerRow"));
  peer.run(toggleHeader("headerColumn"));
  expect(peer.editor.view.dom.querySelectorAll("th")).toHaveLength(0);
});

describe("Backspace", () => {
  it("stays in its cell", () => {
    const peer = withTable().inCell(1, 1).press("Enter").press("Backspace");
    expect(peer.cells[1]).toEqual(["d", "e", "f"]);
    peer.inCell(2, 0).run(addRowBefore);
    peer.press("Backspace").press("Backspace").press("Delete");
    expect(peer.cells[2]).toEqual(["", "", ""]);
  });

  it("behind a table leads into it and takes nothing away", () => {
    const peer = withTable();
    peer.select(1, 0).type("after").select(1, 0).press("Backspace").type("!");
    expect(peer.cells[2]).toEqual(["g", "h", "i!"]);
    expect(peer.texts[1]).toBe("after");
  });

  it("empties selected cells, and leaves them", () => {
    const peer = withTable().selectCells([0, 0], [1, 1]).press("Backspace");
    expect(peer.cells).toEqual([
      ["", "", "c"],
      ["", "", "f"],
      ["g", "h", "i"],
    ]);
  });
});

it("selected cells stay selected while others write", () => {
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

it("text selected from cell to cell are the cells", () => {
  const peer = withTable();
  const { state, view } = peer.editor;
  const from = peer.inCell(0, 0).editor.state.selection.head;
  const to = peer.inCell(1, 1).editor.state.selection.head;
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)));
  expect(peer.editor.state.selection.toJSON().type).toBe("cells");
  expect(state.doc).toBe(peer.node);
});
