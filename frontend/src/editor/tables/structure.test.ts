/** Rows, columns and cells: made, merged, deleted. */
import { describe, expect, it } from "vitest";
import { Peer } from "../../testing/peers";
import { LETTERS, withTable } from "../../testing/tables";
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
import { widen } from "./widths";

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

describe("widths", () => {
  it("are said by every cell of a column, and drawn for it", () => {
    const peer = withTable().inCell(1, 1);
    peer.run(widen(30));
    const columns = [...peer.editor.view.dom.querySelectorAll("col")];
    expect(columns.map((column) => column.getAttribute("width"))).toEqual(["120", "150", "120"]);
    peer.inCell(0, 0).run(deleteRows);
    expect(peer.editor.view.dom.querySelectorAll("col")[1]?.getAttribute("width")).toBe("150");
  });
});
