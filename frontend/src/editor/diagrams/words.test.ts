// @vitest-environment node
import { describe, expect, it } from "vitest";
import { explain } from "./explain";
import { nameOf } from "./names";

describe("a diagram's name", () => {
  it.each([
    ["flowchart LR\n  A --> B", "Diagram: flowchart LR"],
    ["%% a comment\n\npie\n  title Votes\n", "Diagram: Votes"],
    ["---\ntitle: Ours\n---\ngraph TD", "Diagram: Ours"],
    ["---\nconfig:\n  theme: forest\n---\ngraph TD", "Diagram: graph TD"],
    ['%%{init: {"theme": "forest",\n"x": 1}}%%\ngraph TD', "Diagram: graph TD"],
    ["graph LR\n  accTitle: How it goes\n  title no", "Diagram: How it goes"],
    ["", "Diagram: "],
    [`graph ${"x".repeat(200)}`, `Diagram: graph ${"x".repeat(94)}`],
  ])("of %j is %j", (source, name) => {
    expect(nameOf(source)).toBe(name);
  });
});

describe("what is wrong", () => {
  const source = "flowchart LR\n  A -->\n";

  it.each([
    [
      new Error("Parse error on line 3:\n...A -->\n-----^\nExpecting 'X'"),
      "Line 2 cannot be read.",
    ],
    [new Error("Parsing failed: Lexer error on line 1, column 4: x"), "Line 1 cannot be read."],
    [new Error("No diagram type detected matching given configuration"), /^The first line says/],
    [new Error("Too many edges"), "This is too large to draw."],
    [new RangeError("Maximum call stack size exceeded"), "This is too large to draw."],
    [new TypeError("null is not a constructor"), "This cannot be drawn."],
    [new Error(""), "This cannot be drawn."],
    ["Only words\nand more", "Only words"],
    [new Error("x".repeat(500)), /^x{120}…$/],
  ])("in %s is told for people", (error, told) => {
    expect(explain(error, source)).toMatch(told);
  });
});
