/**
 * Every change that one person makes to a table, against what another does in it meanwhile.
 *
 * No word that somebody typed may be missing afterwards, and both must see the same document.
 */
import type { Command } from "@tiptap/pm/state";
import { create, int32, type PRNG, word } from "lib0/prng";
import { describe, expect, it } from "vitest";
import { exchange, Peer } from "../../testing/peers";
import { duplicate } from "../handle/blocks";
import { moveDown } from "../handle/move";
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumns,
  deleteRows,
  deleteTable,
  insertTable,
  merge,
  setBackground,
  split,
  toggleHeader,
} from "./commands";
import { gridOf } from "./grid";
import { moveColumn, moveRow } from "./moves";

type Cell = [number, number];

interface Change {
  name: string;
  /** The cells that are selected for it. */
  from: Cell;
  to: Cell;
  command: Command;
}

const CHANGES: Change[] = [
  change("adds a row above", addRowBefore),
  change("adds a row below", addRowAfter),
  change("adds a column before", addColumnBefore),
  change("adds a column after", addColumnAfter),
  change("deletes the row", deleteRows),
  change("deletes the column", deleteColumns),
  change("deletes the table", deleteTable),
  change("moves the row up", moveRow(-1)),
  change("moves the row down", moveRow(1)),
  change("moves the column back", moveColumn(-1)),
  change("moves the column on", moveColumn(1)),
  change("merges cells into that one", merge, [1, 1], [2, 2]),
  change("merges that cell into another", merge, [0, 0], [1, 1]),
  change("merges the row", merge, [1, 0], [1, 2]),
  change("toggles the header row", toggleHeader("headerRow")),
  change("toggles the header column", toggleHeader("headerColumn")),
  change("colours the cell", setBackground("green")),
  change("moves the table", moveDown),
  change("doubles the table", duplicate),
];

function change(name: string, command: Command, from: Cell = [1, 1], to: Cell = from): Change {
  return { name, from, to, command };
}

const WORDS = [
  ["alpha", "bravo", "charlie"],
  ["delta", "echo", "foxtrot"],
  ["golf", "hotel", "india"],
];

const FULL = stateWith((row, column) => WORDS[row]?.[column] ?? "");
const EMPTY = stateWith(() => "");

/** A table of three rows and columns between two paragraphs, and what stands in it. */
function stateWith(words: (row: number, column: number) => string): Uint8Array {
  const author = new Peer();
  author.type("before").press("Enter").run(insertTable);
  for (const [row, line] of WORDS.entries()) {
    for (const [column] of line.entries()) author.inCell(row, column).type(words(row, column));
  }
  author.select(2, 0).type("after");
  const { state } = author;
  author.close();
  return state;
}

interface Edit {
  name: string;
  steps: (bob: Peer) => void;
  words: string[];
}

const EDITS: Edit[] = [
  { name: "types", words: ["typed"], steps: (bob) => bob.inCell(1, 1).type(" typed ") },
  {
    name: "makes a block and types",
    words: ["typed"],
    steps: (bob) => bob.inCell(1, 1).press("Enter").type("typed"),
  },
  ...CHANGES.map(({ name, from, to, command }) => ({
    name,
    words: [],
    steps: (bob: Peer) => void bob.selectCells(from, to).run(command),
  })),
];

/** What the one takes away with all its words in sight is gone. */
const DELETING = /delete/;

describe.each([
  ["full", FULL, EDITS],
  ["empty", EMPTY, EDITS.filter(({ words }) => words.length > 0)],
] as const)("in a table that is %s", (_, state, edits) => {
  describe.each(CHANGES)("somebody $name", (mine) => {
    it.each(edits)("while somebody else $name", ({ name, steps, words }) => {
      const [alice, bob] = [new Peer(state), new Peer(state)];
      const seen = alice.words;
      alice.selectCells(mine.from, mine.to).run(mine.command);
      steps(bob);
      exchange(alice, bob);
      expectSame(alice, bob);
      for (const typed of words) expect(alice.words).toContain(typed);
      const keepsAll = !DELETING.test(mine.name) && !DELETING.test(name);
      if (keepsAll) expect(alice.words).toEqual(expect.arrayContaining(seen));
      expectEditable(alice, bob);
    });
  });
});

function expectSame(...peers: Peer[]): void {
  const [first, ...others] = peers;
  if (!first) return;
  for (const other of others) expect(other.node.toJSON()).toEqual(first.node.toJSON());
  expect(first.node.check()).toBeUndefined();
  const reader = new Peer(first.state);
  expect(reader.node.toJSON()).toEqual(first.node.toJSON());
  expect(reader.outbox).toEqual([]);
  reader.close();
}

/** The next change by anybody leaves a table in which every slot has a cell. */
function expectEditable(alice: Peer, bob: Peer): void {
  const table = alice.node.content.content.find(({ type }) => type.name === "table");
  if (!table || table.childCount === 0 || table.firstChild?.childCount === 0) return;
  alice.inCell(0, 0).run(addRowAfter);
  exchange(alice, bob);
  expectSame(alice, bob);
  const grid = gridOf(
    alice.node.content.content.find(({ type }) => type.name === "table") ?? table,
  );
  expect(grid.slots).not.toContain(null);
}

it("two who type in different cells, and two in one, lose nothing", () => {
  const [alice, bob] = [new Peer(FULL), new Peer(FULL)];
  alice.inCell(1, 1).type(" one").inCell(2, 2).type(" two");
  bob.inCell(1, 1).type(" three").inCell(0, 1).type(" four");
  exchange(alice, bob);
  expectSame(alice, bob);
  expect(alice.words).toEqual(expect.arrayContaining(["one", "two", "three", "four"]));
});

it("words follow the row that is moved, though others look like it", () => {
  const [alice, bob] = [new Peer(EMPTY), new Peer(EMPTY)];
  bob.inCell(2, 1).type("typed");
  alice.inCell(2, 0).run(moveRow(-1));
  exchange(alice, bob);
  expect(alice.cells).toEqual([
    ["", "", ""],
    ["", "typed", ""],
    ["", "", ""],
  ]);
  bob.type("!");
  exchange(alice, bob);
  expect(alice.cells[1]?.[1]).toBe("typed!");
});

it("the row that is deleted is the one that was meant, though others look like it", () => {
  const [alice, bob] = [new Peer(EMPTY), new Peer(EMPTY)];
  bob.inCell(2, 1).type("typed");
  alice.inCell(1, 0).run(deleteRows);
  exchange(alice, bob);
  expect(alice.cells).toEqual([
    ["", "", ""],
    ["", "typed", ""],
  ]);
});

it("undoing a row in which somebody else has written leaves it", () => {
  const [alice, bob] = [new Peer(FULL), new Peer(FULL)];
  alice.inCell(1, 1).run(addRowAfter);
  exchange(alice, bob);
  bob.inCell(2, 0).type("typed");
  exchange(alice, bob);
  alice.press("z", { ctrlKey: true });
  exchange(alice, bob);
  expectSame(alice, bob);
  expect(alice.words).toContain("typed");
});

const RUNS = Number(process.env.RUNS ?? 12);
const FIRST_SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
const COMMANDS = [...CHANGES.map(({ command }) => command), split];

it.each(Array.from({ length: RUNS }, (_, run) => FIRST_SEED + run))(
  "three people do anything at all in a table (SEED=%i)",
  (seed) => {
    const random = create(seed);
    const peers = [new Peer(FULL), new Peer(FULL), new Peer(FULL)];
    for (let step = 0; step < 40; step++) {
      const peer = pick(random, peers);
      act(peer, random);
      if (int32(random, 0, 4) === 0) exchange(...peers);
    }
    exchange(...peers);
    expectSame(...peers);
  },
  30_000,
);

function act(peer: Peer, random: PRNG): void {
  const table = peer.node.content.content.find(({ type }) => type.name === "table");
  if (!table) return void peer.select(0, 0).run(insertTable);
  const { cells } = gridOf(table);
  if (cells.length === 0) return;
  const [from, to] = [pick(random, cells), pick(random, cells)];
  peer.inCell(from.top, from.index);
  const action = int32(random, 0, 9);
  if (action < 4) peer.type(` ${word(random, 3, 6)}`);
  else if (action === 4) peer.press("Enter");
  else if (action === 5) peer.press("Tab");
  else if (action === 6) peer.press("z", { ctrlKey: true });
  else {
    peer.selectCells([from.top, from.index], [to.top, to.index]);
    if (action === 7) peer.press("Backspace");
    else peer.run(pick(random, COMMANDS));
  }
}

function pick<T>(random: PRNG, choices: readonly T[]): T {
  return choices[int32(random, 0, choices.length - 1)] as T;
}
