import { beforeEach, expect, it } from "vitest";
import { closedSections } from "./closedSections";

beforeEach(() => localStorage.clear());

it("is remembered by person and document", () => {
  closedSections("a").replace([], ["1:1", "2:2"]);
  closedSections("b").replace([], ["3:3"]);
  expect([...closedSections("a")]).toEqual(["1:1", "2:2"]);
  expect([...closedSections("b")]).toEqual(["3:3"]);
  closedSections("a").replace(["1:1", "2:2"], []);
  expect(localStorage.getItem("collab:sections")).toBe('[["b",["3:3"]]]');
});

it("is forgotten of the documents that were left alone longest", () => {
  for (let i = 0; i < 150; i++) closedSections(`${i}`).replace([], ["1:1"]);
  expect(closedSections("0").size).toBe(0);
  expect(closedSections("149").size).toBe(1);
});

it.each(["", "{", "7", '{"a":1}', '[["a",["1:1"]],["b",7],null,[1,[]],["c",[null]]]'])(
  "does without what it cannot read: %s",
  (stored) => {
    localStorage.setItem("collab:sections", stored);
    expect(closedSections("b").size).toBe(0);
    closedSections("b").replace([], ["4:4"]);
    expect(closedSections("b").has("4:4")).toBe(true);
  },
);
