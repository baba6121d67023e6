/** Markdown out is what a person would write, and comes back as it was. */
import { describe, expect, it } from "vitest";
import { notation } from "../../testing/notation";
import { Peer, stateOf, type TestBlock } from "../../testing/peers";
import { schema } from "../schema";
import { attrsOf, type Kind } from "../schema/kinds";
import { LANGUAGE_NAMES } from "../schema/languages";
import { readMarkdown, writeMarkdown } from "./engine";

function written(blocks: TestBlock[]): string {
  return writeMarkdown(new Peer(stateOf(blocks)).node.content);
}

function read(markdown: string): string[] {
  const alice = new Peer();
  alice.paste({ "text/html": readMarkdown(markdown) });
  return notation(alice.node);
}

describe("markdown out", () => {
  it("writes lists, tasks, quotes and callouts", () => {
    expect(
      written([
        { kind: "heading", level: 2, text: "Plan" },
        { kind: "bullet", text: "a" },
        { kind: "ordered", indent: 1, text: "b" },
        { kind: "ordered", indent: 1, text: "c" },
        { indent: 2, text: "more" },
        { kind: "task", checked: true, text: "d" },
        { kind: "task", text: "e" },
        { kind: "quote", text: "q" },
        { kind: "quote", text: "r" },
        { kind: "callout", tone: "warning", text: "w" },
        { kind: "callout", tone: "warning", text: "x" },
        { text: "y\nz" },
      ]),
    ).toBe(
      "## Plan\n\n- a\n  1. b\n  2. c\n\n     more\n- [x] d\n- [ ] e\n\n> q\n>\n> r\n\n" +
        "> [!WARNING]\n> w\n>\n> x\n\ny\\\nz\n",
    );
  });

  it("writes a fence longer than any in the code", () => {
    expect(written([{ kind: "code", language: "markdown", text: "```js\nx\n```" }])).toBe(
      "````markdown\n```js\nx\n```\n````\n",
    );
  });

  it("writes sections as details, with what is in them", () => {
    const blocks: TestBlock[] = [
      { kind: "toggle", text: "A < & b" },
      { kind: "bullet", indent: 1, text: "in" },
      { kind: "toggle", indent: 1, text: "deeper" },
      { indent: 2, text: "far" },
      { text: "out" },
    ];
    const markdown = written(blocks);
    expect(markdown).toContain("<summary>A &lt; &amp; b</summary>\n\n- in\n");
    expect(read(markdown)).toEqual([
      "toggle: A < & b",
      " bullet: in",
      " toggle: deeper",
      "  paragraph: far",
      "paragraph: out",
    ]);
  });

  it("writes a table of as many cells in every row, and reads it as one", () => {
    const cell = (...texts: string[]) =>
      schema.node(
        "cell",
        null,
        texts.map((text) => schema.node("block", null, schema.text(text))),
      );
    const table = schema.node("table", { headerRow: true }, [
      schema.node("row", null, [cell("a|b"), cell("c", "d")]),
      schema.node("row", null, [cell("e")]),
    ]);
    const markdown = writeMarkdown(schema.node("doc", null, [table]).content);
    expect(markdown).toBe("| a\\|b | c<br>d |\n| - | - |\n| e | |\n");
    expect(read(markdown)[0]).toBe("table headerRow=true");
    expect(read(markdown).filter((line) => line.includes("paragraph"))).toEqual([
      "| | | paragraph: a|b",
      "| | | paragraph: c⏎d",
      "| | | paragraph: e",
      "| | | paragraph:",
      // So that one can write behind it.
      "paragraph:",
    ]);
  });

  it("writes videos as links, and lists no headings", () => {
    const nodes = [
      schema.node("toc"),
      schema.node("video", { url: "https://vimeo.com/1" }),
      schema.node("video", { url: "javascript:alert(1)" }),
      schema.node("pageBreak"),
    ];
    expect(writeMarkdown(schema.node("doc", null, nodes).content)).toBe(
      "<https://vimeo.com/1>\n\n---\n",
    );
  });

  it("writes images and files by their addresses, and what is not there yet by its words", () => {
    const attachment = "0f8fad5b-d9cb-469f-a165-70867728950e";
    const nodes = [
      schema.node("image", { attachment, alt: "A [cat]" }, schema.text("Caption")),
      schema.node("image", { attachment: "../x" }),
      schema.node("file", { attachment, name: "plan.pdf", size: 3 }),
    ];
    const markdown = writeMarkdown(schema.node("doc", null, nodes).content);
    const files = `${document.baseURI}files/${attachment}`;
    expect(markdown).toBe(
      `![A \\[cat\\]](${files}/large)\n\nCaption\n\n[plan.pdf](${files}/file)\n`,
    );
  });

  it("escapes what would be read as markdown", () => {
    const text = "1. *a* _b_ `c` [d](e) <f> # g ~~h~~ | $i$ & j \\ !";
    expect(read(written([{ text }]))).toEqual([`paragraph: ${text}`]);
  });
});

describe("markdown in", () => {
  it("reads what GitHub writes", () => {
    expect(
      read(
        "# T\n\n- [ ] a\n- [x] b **c** ~~d~~\n  1. e\n\n> [!TIP]\n> f\n> g\n\n```py\nh\n  i\n```\n\n***\n\n" +
          "https://example.org [j](https://example.org/j) [k](javascript:k)\n\nx $a_b$ for $5 and $6\n\n$$\nE\n$$\n\n> l\n\nm<sub>n</sub>",
      ),
    ).toEqual([
      "heading1: T",
      "task: a",
      "task+: b {bold|c} {strike|d}",
      " ordered: e",
      "callout tip: f g",
      "code python: h⏎  i",
      "---",
      "paragraph: {link:https://example.org|https://example.org} {link:https://example.org/j|j} k",
      "paragraph: x {math|a_b} for $5 and $6",
      "math: E",
      "quote: l",
      "paragraph: m{subscript|n}",
    ]);
  });

  it("keeps words between angle brackets, and drops what could run", () => {
    expect(
      read(
        "Map<String, List<T>> `<b>` <b onclick=x>c</b><script>alert(1)</script>\n\n<Foo>\nd\n</Foo>",
      ),
    ).toEqual([
      "paragraph: Map<String, List<T>> {code|<b>} {bold|c}<script>alert(1)</script>",
      "paragraph: <Foo> d </Foo>",
    ]);
  });
});

const SEEDS = Array.from({ length: 25 }, (_, i) => i + 1);
const WORDS = [
  "*",
  "_",
  "a",
  "b c",
  "`",
  "#",
  "1.",
  "-",
  "+ x",
  ">",
  "[x]",
  "]( ",
  "<i>",
  "&amp;",
  "\\",
  "~~",
  "|",
  "$",
  "!",
  "=",
  "ä",
  "\u{1f642}",
  "d",
  "http:",
  "@e",
];
const MARKS = [
  "bold",
  "italic",
  "strike",
  "underline",
  "highlight",
  "superscript",
  "subscript",
  "code",
  "link",
];

/** Numbers from a seed. */
function dice(seed: number): (sides: number) => number {
  let state = seed * 2654435761;
  return (sides) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0;
    return (state >>> 8) % sides;
  };
}

/** A document of what markdown can say: single spaces between words, no empty paragraphs. */
function randomDocument(seed: number) {
  const roll = dice(seed);
  const kinds: Kind[] = [
    "paragraph",
    "heading",
    "bullet",
    "ordered",
    "task",
    "quote",
    "callout",
    "code",
    "math",
  ];
  const nodes = [];
  let depth = 0;
  let last: Kind = "paragraph";
  for (let i = 0; i < 12; i++) {
    const kind = kinds[roll(kinds.length)] ?? "paragraph";
    const isItem = kind === "bullet" || kind === "ordered" || kind === "task";
    const wasItem = last === "bullet" || last === "ordered" || last === "task";
    depth = isItem ? roll(wasItem ? depth + 2 : 1) : 0;
    depth = Math.min(depth, 8);
    last = kind;
    const shape = {
      kind,
      indent: depth,
      level: ([1, 2, 3, 4] as const)[roll(4)],
      checked: roll(2) === 0,
      tone: (["note", "tip", "warning"] as const)[roll(3)],
      language: roll(2) ? LANGUAGE_NAMES[roll(LANGUAGE_NAMES.length)] : null,
    };
    if (kind === "code" || kind === "math") {
      const code = Array.from({ length: 1 + roll(3) }, () => WORDS[roll(WORDS.length)]).join(
        kind === "code" ? "\n" : "x",
      );
      nodes.push(
        schema.node(
          "block",
          attrsOf(shape),
          schema.text(kind === "math" ? `y${code.replaceAll("$", "")}z` : code),
        ),
      );
      continue;
    }
    const texts = Array.from({ length: 1 + roll(5) }, () => {
      const words = Array.from({ length: 1 + roll(3) }, () =>
        (WORDS[roll(WORDS.length)] ?? "").trim(),
      ).join(" ");
      const name = roll(2) ? MARKS[roll(MARKS.length)] : undefined;
      const attrs = name === "link" ? { href: "https://example.org/a_b*c(d)" } : null;
      return schema.text(words, name ? [schema.mark(name, attrs)] : []);
    });
    const line = texts
      .flatMap((text) => [text, schema.text(roll(6) || kind === "heading" ? " " : "\n")])
      .slice(0, -1);
    nodes.push(
      schema.node("block", attrsOf(shape), [schema.text("w "), ...line, schema.text(" v")]),
    );
  }
  return schema.node("doc", null, nodes);
}

it.each(SEEDS)("comes back as it was: seed %i", (seed) => {
  const document = randomDocument(seed);
  const markdown = writeMarkdown(document.content);
  expect(read(markdown), markdown).toEqual(notation(document));
});
