import { expect, it } from "vitest";
import { Peer, stateOf, type TestBlock } from "../../testing/peers";
import type { Level } from "../schema/kinds";
import { depthsOf, headingAt, headingsOf } from "./headings";

const h = (level: Level, text: string): TestBlock => ({ kind: "heading", level, text });

function read(...blocks: TestBlock[]) {
  return headingsOf(new Peer(stateOf(blocks)).node);
}

it("lists headings that have words", () => {
  const headings = read({ text: "before" }, h(1, "One"), { text: "x" }, h(2, " "), h(2, "Two"));
  expect(headings.map(({ node, level }) => [node.textContent, level])).toEqual([
    ["One", 1],
    ["Two", 2],
  ]);
});

it("indents by what a heading is under, whatever levels were skipped", () => {
  const headings = read(h(2, "a"), h(4, "b"), h(4, "c"), h(3, "d"), h(1, "e"), h(2, "f"));
  expect(depthsOf(headings)).toEqual([0, 1, 1, 1, 0, 1]);
});

it("tells the heading that a place is under", () => {
  const headings = read({ text: "before" }, h(1, "One"), { text: "x" }, h(1, "Two"));
  const [one, two] = headings;
  expect(headingAt(headings, 1)).toBe(-1);
  expect(headingAt(headings, (one?.pos ?? 0) + 1)).toBe(0);
  expect(headingAt(headings, (two?.pos ?? 0) - 1)).toBe(0);
  expect(headingAt(headings, (two?.pos ?? 0) + 3)).toBe(1);
});
