import { DOMSerializer } from "@tiptap/pm/model";
import { describe, expect, it } from "vitest";
import { Peer, stateOf, type TestBlock } from "../../testing/peers";
import { setColor } from "../commands/formats";
import { shapeOf } from "../schema/kinds";

/** The blocks after this HTML was pasted into an empty document. */
function pasted(html: string): string[] {
  const alice = new Peer();
  alice.editor.view.pasteHTML(html, new Event("paste") as ClipboardEvent);
  return blocks(alice);
}

function blocks(peer: Peer): string[] {
  return peer.node.content.content.map((node) => {
    if (node.isLeaf) return "---";
    const { kind, level, indent, checked, align } = shapeOf(node.attrs);
    const place = align === "start" ? "" : ` ${align}`;
    const name = `${kind}${kind === "heading" ? level : ""}${checked ? "+" : ""}${place}`;
    return `${" ".repeat(indent)}${name}: ${node.textContent}`;
  });
}

function copied(state: TestBlock[]): { html: string; text: string } {
  const alice = new Peer(stateOf(state));
  const { view } = alice.editor;
  const { dom, text } = view.serializeForClipboard(alice.node.slice(0, alice.node.content.size));
  for (const element of dom.querySelectorAll("[data-pm-slice]")) {
    element.removeAttribute("data-pm-slice");
  }
  return { html: dom.innerHTML, text };
}

describe("a section", () => {
  const SECTION: TestBlock[] = [
    { text: "item", kind: "bullet" },
    { text: "More", kind: "toggle", indent: 1 },
    { text: "inside", indent: 2 },
    { text: "a", kind: "bullet", indent: 2 },
    { text: "b", kind: "bullet", indent: 3 },
    { text: "Deeper", kind: "toggle", indent: 4 },
    { text: "far", indent: 7 },
    { text: "item 2", kind: "bullet" },
    { text: "end" },
  ];

  it("leaves as details with a summary, and comes back", () => {
    const { html, text } = copied(SECTION);
    const deeper = '<details open=""><summary>Deeper</summary>';
    expect(html).toBe(
      '<ul><li>item<details open=""><summary>More</summary><p>inside</p><ul><li>a<ul><li>b' +
        `${deeper}<p data-indent="7">far</p></details></li></ul></li></ul></details></li>` +
        "<li>item 2</li></ul><p>end</p>",
    );
    const alice = new Peer(stateOf(SECTION));
    expect(pasted(html)).toEqual(blocks(alice));
    expect(text.split("\n").slice(0, 3)).toEqual(["- item", "  More", "    inside"]);
  });

  it.each([
    ["<details><summary>a</summary>b<ul><li>c</li></ul></details>d"],
    ["<details open><summary><h3>a</h3></summary><p>b</p><ul><li>c</li></ul></details><p>d</p>"],
  ])("is read from a page: %s", (html) => {
    expect(pasted(html)).toEqual(["toggle: a", " paragraph: b", " bullet: c", "paragraph: d"]);
  });
});

describe("what stands for itself", () => {
  it.each([
    ['<nav data-toc=""></nav>', ["toc"]],
    [
      '<p>a</p><br style="page-break-before: always"><p>b</p>',
      ["paragraph", "pageBreak", "paragraph"],
    ],
    ['<hr style="page-break-before:always;display:none;">', ["pageBreak"]],
    ["<hr>", ["rule"]],
    ['<p style="page-break-before: always">words</p>', ["paragraph"]],
  ])("is known in %s", (html, kinds) => {
    const alice = new Peer(stateOf([{ text: "before" }, { text: "" }]));
    alice.select(1, 0).editor.view.pasteHTML(html, new Event("paste") as ClipboardEvent);
    expect(alice.kinds.filter((_, i) => i > 0 && alice.texts[i] !== "")).toEqual(kinds);
  });
});

describe("pasting", () => {
  it("flattens nested lists", () => {
    expect(
      pasted(
        "<ul><li>a<ol><li>b</li><li><p>c</p><p>more</p></li></ol></li><li>d</li></ul><p>e</p>",
      ),
    ).toEqual([
      "bullet: a",
      " ordered: b",
      " ordered: c",
      "  paragraph: more",
      "bullet: d",
      "paragraph: e",
    ]);
  });

  it("reads the lists that Google Docs writes, one inside the other without an item", () => {
    expect(
      pasted(
        '<b style="font-weight:normal" id="docs-internal-guid-1"><ul><li><p>a</p></li><ul><li><p>b</p></li></ul></ul></b>',
      ),
    ).toEqual(["bullet: a", " bullet: b"]);
  });

  it("keeps the formats of Google Docs, which are styles", () => {
    const alice = new Peer();
    alice.editor.view.pasteHTML(
      '<b style="font-weight:normal"><p><span style="font-weight:700">a</span><span style="font-style:italic">b</span>' +
        '<span style="text-decoration:underline line-through">c</span><span style="font-weight:400">d</span></p></b>',
      new Event("paste") as ClipboardEvent,
    );
    const marks = alice.node
      .child(0)
      .content.content.map((node) => node.marks.map((m) => m.type.name));
    expect(marks).toEqual([["bold"], ["italic"], ["underline", "strike"], []]);
  });

  it("takes colours over as the nearest of the palette, and leaves black and links alone", () => {
    const alice = new Peer();
    alice.editor.view.pasteHTML(
      '<p style="color:#f00"><span style="color:#000000;background-color:#ffffff">a</span><span style="color:#ff0000;background-color:#fff200">b</span>' +
        '<a href="https://b.org"><span style="color:#1155cc;text-decoration:underline">c</span></a>' +
        '<sup>d</sup><span style="vertical-align:sub">e</span></p>',
      new Event("paste") as ClipboardEvent,
    );
    const marks = alice.node
      .child(0)
      .content.content.map((node) => node.marks.map((m) => m.attrs.color ?? m.type.name));
    expect(marks).toEqual([[], ["yellow", "red"], ["link"], ["superscript"], ["subscript"]]);
  });

  it("keeps alignment, in the direction in which the text is read", () => {
    expect(
      pasted(
        '<p style="text-align:center">a</p><h2 dir="rtl" style="text-align:left">ב</h2><p dir="rtl" style="text-align:right">ג</p>' +
          '<p align="right">d</p><center>e<p style="text-align:justify">f</p></center><ul><li style="text-align:end">g</li></ul>',
      ),
    ).toEqual([
      "paragraph center: a",
      "heading2 end: ב",
      "paragraph: ג",
      "paragraph end: d",
      "paragraph center: e",
      "paragraph justify: f",
      "bullet end: g",
    ]);
  });

  it("reads headings, quotes, code, rules and tasks", () => {
    expect(
      pasted(
        "<h2>Title</h2><blockquote><p>q</p><p>r</p></blockquote><pre><code>a\n  b\n</code></pre><hr>" +
          '<ul><li><input type="checkbox" checked> done</li><li><input type="checkbox"> open</li></ul><h6>small</h6>',
      ),
    ).toEqual([
      "heading2: Title",
      "quote: q",
      "quote: r",
      "code: a\n  b",
      "---",
      "task+: done",
      "task: open",
      "heading4: small",
    ]);
  });

  it.each([
    '<pre><code class="hljs language-js">x</code></pre>',
    '<div class="highlight highlight-source-js"><pre>x</pre></div>',
    '<pre class="lang-jsx"><code><span>x</span></code></pre>',
  ])("reads the language of %j", (html) => {
    const alice = new Peer();
    alice.editor.view.pasteHTML(html, new Event("paste") as ClipboardEvent);
    const [code] = alice.node.content.content;
    expect(code?.attrs).toMatchObject({ kind: "code", language: "javascript" });
    expect(code?.textContent).toBe("x");
  });

  it("shows no spaces that the web would not show, and keeps line breaks", () => {
    expect(
      pasted("<div>\n  <p>one\n   two <b> three</b> </p>\n  <p>a<br> b<br></p>\n</div>"),
    ).toEqual(["paragraph: one two three", "paragraph: a\nb"]);
  });

  it("drops scripts, styles and addresses that could run", () => {
    const alice = new Peer();
    alice.editor.view.pasteHTML(
      '<style>p{}</style><script>x()</script><p><a href="javascript:x()">a</a> <a href="https://b.org">b</a></p>',
      new Event("paste") as ClipboardEvent,
    );
    expect(alice.texts).toEqual(["a b"]);
    const links = alice.node
      .child(0)
      .content.content.flatMap((node) => node.marks.map((m) => m.attrs.href));
    expect(links).toEqual(["https://b.org"]);
  });

  it("puts part of a block inside the words it is pasted among", () => {
    const alice = new Peer(stateOf([{ text: "one three", kind: "heading" }]));
    alice.after("one ").editor.view.pasteHTML("<p>two</p>", new Event("paste") as ClipboardEvent);
    expect(blocks(alice)).toEqual(["heading1: one twothree"]);
  });
});

describe("copying", () => {
  const LIST: TestBlock[] = [
    { text: "a", kind: "bullet" },
    { text: "b", kind: "ordered", indent: 1 },
    { text: "c", kind: "ordered", indent: 1 },
    { text: "more", indent: 2 },
    { text: "d", kind: "bullet" },
    { text: "e", kind: "task", checked: true },
    { text: "f\ng" },
    { text: "x  y\n\tz", kind: "code" },
    { text: "h", kind: "quote", indent: 1 },
    { text: "i", kind: "bullet", align: "center" },
    { text: "j", align: "end" },
    { text: "\u05d9", kind: "heading", level: 3, align: "end" },
    { text: "k", align: "justify" },
    { text: "l", kind: "callout" },
    { text: "m", kind: "callout", tone: "warning", indent: 1 },
    { text: "n\n  o", kind: "code", language: "python" },
  ];

  it("writes runs of items as real lists", () => {
    expect(copied(LIST.slice(0, 7)).html).toBe(
      "<ul><li>a<ol><li>b</li><li>c<p>more</p></li></ol></li><li>d</li></ul>" +
        '<ul data-kind="task"><li data-checked="true"><input type="checkbox" checked="">e</li></ul><p>f<br>g</p>',
    );
  });

  it("writes plain text with the items' marks", () => {
    expect(copied(LIST).text).toBe(
      "- a\n  1. b\n  2. c\n    more\n- d\n[x] e\nf\ng\nx  y\n\tz\n  h\n- i\nj\n\u05d9\nk\nl\n  m\nn\n  o",
    );
  });

  it("comes back as it was", () => {
    const alice = new Peer(stateOf(LIST));
    const { view } = alice.editor;
    const { dom } = view.serializeForClipboard(alice.node.slice(0, alice.node.content.size));
    const bob = new Peer();
    bob.editor.view.pasteHTML(dom.innerHTML, new Event("paste") as ClipboardEvent);
    expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
  });

  it("tells other programs of colours, and knows them again", () => {
    const alice = new Peer(stateOf([{ text: "gray red" }]));
    alice.select(0, 0, 0, 4).run(setColor("color", "gray"));
    alice.select(0, 5, 0, 8).run(setColor("highlight", "red"));
    const { view } = alice.editor;
    const { dom } = view.serializeForClipboard(alice.node.slice(0, alice.node.content.size));
    expect(dom.innerHTML).toContain('<mark data-color="red" style="background-color: rgb(');
    const bob = new Peer();
    bob.editor.view.pasteHTML(dom.innerHTML, new Event("paste") as ClipboardEvent);
    expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
  });

  it("never writes an address that could run, whoever stored it", () => {
    const alice = new Peer(stateOf([{ text: "a" }]));
    const { state, view } = alice.editor;
    const link = state.schema.marks.link;
    if (!link) throw new Error("no links");
    view.dispatch(state.tr.addMark(1, 2, link.create({ href: "javascript:x()" })));
    const host = document.createElement("div");
    DOMSerializer.fromSchema(state.schema).serializeFragment(alice.node.content, {}, host);
    expect(host.innerHTML + view.dom.innerHTML).not.toContain("javascript");
  });
});
