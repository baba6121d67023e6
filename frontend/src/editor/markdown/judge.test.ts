// @vitest-environment node
import { describe, expect, it } from "vitest";
import { isMarkdown } from "./judge";

describe("is markdown", () => {
  it.each([
    "# Title\n\nSome words.",
    "- a\n- b",
    "1. a\n2. b",
    "- [ ] a task",
    "Some **bold** words",
    "See [the page](https://example.org/a_b).",
    "> [!NOTE]\n> Mind this.",
    "```python\nfor x in y:\n    print(x);\n```",
    "| a | b |\n| --- | --- |\n| c | d |",
    "Use `a` here\nand `b` there",
    "# Note\n\nimport is a word; so is class.\n\n```js\nlet a;\nlet b;\nlet c;\nlet d;\n```",
  ])("%j", (text) => expect(isMarkdown(text)).toBe(true));
});

describe("is none", () => {
  it.each([
    "one * star",
    "2 * 3 * 4 = 24",
    "a_b and c_d",
    "- a remark by itself",
    "1. the first of May",
    "Dear Ada,\n\nsee you at 5.\n\n-- \nBob",
    "# a comment\nimport os\nprint(os.name)\n",
    '#!/bin/sh\n# say it\necho "$1"\nls -l | wc\nexit 0;',
    "steps:\n  - name: build\n    run: make\n  - name: test\n    run: make test",
    "/**\n * Adds.\n * @param a one\n */\nfunction add(a, b) {\n  return a + b;\n}",
    "const a = `x`;\nconst b = `y`;",
    "> ",
    "",
  ])("%j", (text) => expect(isMarkdown(text)).toBe(false));

  it("and says so soon", () => {
    for (const piece of ["*", "`", "[", "- ", "```\n", "|---", "~~", "a=", "**a"]) {
      isMarkdown(piece.repeat(20_000));
      isMarkdown(`${piece}\n`.repeat(5_000));
    }
  });
});
