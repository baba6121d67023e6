/** Rows and columns moved past others, by one and by far. */
import { describe, expect, it } from "vitest";
import { exchange, Peer } from "../../testing/peers";
import { LETTERS, withTable } from "../../testing/tables";
import { merge } from "./commands";
import { tableHere, writeTable } from "./edit";
import { gridOf } from "./grid";
import { type Axis, bordersOf, COLUMNS, moveColumn, moveRow, moveTo, ROWS } from "./moves";

/** Moves the selected rows or columns in front of the one at `target`. */
function move(peer: Peer, axis: Axis, target: number): Peer {
  const { state, view } = peer.editor;
  const here = tableHere(state);
  if (!here) throw new Error("no table here");
  writeTable(view, here.index, (table) => moveTo(state, axis, table, here.area, target));
  return peer;
}

function rows(peer: Peer): string {
  return peer.cells.map((row) => row.join("")).join(" ");
}

describe("a row or column", () => {
  it.each<[Axis, number, string]>([
    [ROWS, 3, "def ghi abc"],
    [ROWS, 2, "def abc ghi"],
    [ROWS, 0, "abc def ghi"],
    [ROWS, 1, "abc def ghi"],
    [COLUMNS, 3, "bca efd hig"],
    [COLUMNS, 2, "bac edf hgi"],
  ])("goes any way (%#)", (axis, target, expected) => {
    const peer = move(withTable().inCell(0, 0), axis, target);
    expect(rows(peer)).toBe(expected);
    expect(rows(new Peer(peer.state))).toBe(expected);
    const isMoved = expected !== "abc def ghi";
    if (isMoved) peer.press("z", { ctrlKey: true });
    expect(peer.cells).toEqual(LETTERS);
  });

  it("goes along with those that are selected", () => {
    expect(rows(move(withTable().selectCells([1, 0], [2, 0]), ROWS, 0))).toBe("def ghi abc");
    expect(rows(move(withTable().selectCells([0, 0], [0, 1]), COLUMNS, 3))).toBe("cab fde igh");
  });

  it("is moved by one with the keys, what a cell holds together as one", () => {
    const peer = withTable().selectCells([0, 0], [1, 0]);
    peer.run(merge);
    peer.inCell(2, 0).run(moveRow(-1));
    expect(rows(peer)).toBe("ghi a|dbc ef");
    expect(peer.run(moveRow(-1))).toBe(false);
    peer.inCell(0, 0).run(moveColumn(1));
    expect(rows(peer)).toBe("hgi ba|dc ef");
  });

  it("goes nowhere inside of a cell", () => {
    const peer = withTable().selectCells([0, 0], [1, 0]);
    peer.run(merge);
    const grid = gridOf(peer.node.child(0));
    expect(bordersOf(ROWS, grid)).toEqual([0, 2, 3]);
    expect(bordersOf(COLUMNS, grid)).toEqual([0, 1, 2, 3]);
  });
});

describe("words that others type meanwhile", () => {
  it.each<[Axis, number]>([
    [ROWS, 3],
    [ROWS, 0],
    [COLUMNS, 3],
    [COLUMNS, 0],
  ])("go along (%#)", (axis, target) => {
    for (const [row, column] of [
      [1, 1],
      [0, 0],
      [2, 2],
    ] as const) {
      const alice = withTable();
      const bob = new Peer(alice.state);
      alice.outbox.length = 0;
      bob.inCell(row, column).type(" typed");
      move(alice.inCell(1, 1), axis, target);
      bob.type(" twice");
      exchange(alice, bob);
      const letter = LETTERS[row]?.[column] ?? "";
      expect(alice.cells.flat()).toContain(`${letter} typed twice`);
      expect(alice.cells.flat()).toHaveLength(9);
      expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
    }
  });
});
