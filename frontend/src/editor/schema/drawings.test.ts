/**
 * How the editor draws every kind, attribute and mark: what the server draws to be read is compared
 * with it (documents/tests/core/reading). `npm run vectors` writes both files.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { DOMSerializer, type Node } from "@tiptap/pm/model";
import { describe, expect, it } from "vitest";
import schemaVector from "../../../../documents/tests/vectors/schema.json";
import { cellDrawing, cellTag, drawBox, drawCell, drawTable } from "../tables/drawing";
import { gridOf } from "../tables/grid";
import { schema } from ".";
import { safeUrl } from "./urls";
import { videoAt } from "./videos";

const VECTORS = resolve(import.meta.dirname, "../../../../documents/tests/vectors");

const VALUES: Record<string, unknown[]> = {
  ...schemaVector.values,
  person: ["user-1", "visitor-0f", "user-x", "user-1 onclick=x"],
  document: ["01234567-89ab-cdef-0123-456789abcdef", "../trash", "javascript:alert(1)"],
  day: ["2026-11-28", "2028-02-29", "2026-02-29", "0000-01-01", "tomorrow"],
  url: [
    'https://youtu.be/dQw4w9WgXcQ?a="1"&b=2',
    "https://vimeo.com/76979871",
    "https://example.org/<b>",
    "javascript:alert(1)",
    7,
  ],
  href: ['https://example.org/?a=1&b="2"', "javascript:alert(1)"],
};

type Attributes = Record<string, { default?: unknown }> | null | undefined;

/** Every set of attributes in which one of them has one of its values, and the plain one. */
function variants(attributes: Attributes): Record<string, unknown>[] {
  const names = Object.keys(attributes ?? {}).filter((name) => name !== "kind");
  return [{}, ...names.flatMap((name) => valuesOf(name).map((value) => ({ [name]: value })))];
}

function valuesOf(name: string): unknown[] {
  const values = VALUES[name];
  if (!values) throw new Error(`say in the schema's vector, or in VALUES, what ${name} can be`);
  return values;
}

const WORDS = '5 < 6 & "so"\n';

function blocks(): Node[] {
  const shapes = variants(schema.nodes.block?.spec.attrs as Attributes);
  return schemaVector.values.kind.flatMap((kind) =>
    shapes.map((shape) => schema.node("block", { ...shape, kind }, schema.text(WORDS))),
  );
}

function formatted(): Node[] {
  const marks = Object.entries(schema.marks).flatMap(([name, type]) =>
    variants(type.spec.attrs as Attributes).map((attributes) => schema.mark(name, attributes)),
  );
  const all = Object.keys(schema.marks).map((name) => schema.mark(name));
  const ladder = all.flatMap((_, i) => [
    schema.text(`up ${i} `, all.slice(0, i)),
    schema.text(`down ${i} `, all.slice(i)),
  ]);
  return [
    ...marks.map((mark) => schema.node("block", null, schema.text("words", [mark]))),
    schema.node("block", null, ladder),
  ];
}

const INDENTS = [1, 8, 9, -1, "2", "deep"];
const ATTACHMENT = "0f8fad5b-d9cb-469f-a165-70867728950e";
const HOSTILE = ["javascript:alert(1)", "../../secret", ATTACHMENT.toUpperCase(), 7, true, 1e300];

function media(): Node[] {
  const here = { attachment: ATTACHMENT, naturalWidth: 1600, naturalHeight: 900 };
  const images: Record<string, unknown>[] = [
    {},
    here,
    { ...here, naturalWidth: 800 },
    ...["center", "end", "full", "justify"].map((align) => ({ ...here, align })),
    ...[5, 10, 45, 47, 100, 105, "50"].map((width) => ({ ...here, width })),
    { ...here, alt: '"><script>alert(1)</script>' },
    ...HOSTILE.map((value) => ({ ...here, attachment: value })),
    ...HOSTILE.map((value) => ({ ...here, naturalWidth: value })),
    ...HOSTILE.map((value) => ({ ...here, alt: value, width: value, align: value })),
    ...INDENTS.map((indent) => ({ ...here, indent })),
  ];
  const file = { attachment: ATTACHMENT, name: '"plan" <1>.pdf', size: 1234 };
  const files: Record<string, unknown>[] = [
    {},
    ...[0, 999, 1000, 1499, 1500, 2_340_000, -1, 1.5].map((size) => ({ ...file, size })),
    ...HOSTILE.map((value) => ({ ...file, attachment: value })),
    ...HOSTILE.map((value) => ({ ...file, name: value, size: value })),
    ...INDENTS.map((indent) => ({ ...file, indent })),
  ];
  return [
    ...images.map((attrs) => schema.node("image", attrs, schema.text(WORDS))),
    schema.node("image", here),
    ...files.map((attrs) => schema.node("file", attrs)),
  ];
}

function others(): Node[] {
  return [
    ...["rule", "toc", "pageBreak", "video"].flatMap((name) =>
      variants(schema.nodes[name]?.spec.attrs as Attributes).map((attributes) =>
        schema.node(name, attributes),
      ),
    ),
    schema.node("block"),
    schema.node("block", { kind: "code" }),
    ...media(),
  ];
}

function drawings() {
  const serializer = DOMSerializer.fromSchema(schema);
  const html = (drawn: globalThis.Node) => {
    const holder = document.createElement("div");
    holder.append(drawn);
    return holder.innerHTML;
  };
  return [...blocks(), ...formatted(), ...others()].map((node) => ({
    node: node.toJSON(),
    block: html(serializer.serializeNode(node)),
    text: html(serializer.serializeFragment(node.content)),
  }));
}

const ADDRESSES = [
  "https://example.org",
  "HTTPS://example.org/a b?c#d",
  " https://example.org",
  "https:example.org",
  "https:\\\\example.org",
  "https:///example.org",
  "https://user:pw@example.org:8080/x",
  "https://[::1]:80/",
  "https://[::1",
  "https://[::1]x",
  "https://a b.org",
  "https://a%00b.org",
  "https://example.org:99999/",
  "https://example.org:8a/",
  "https://",
  "https://#x",
  "http:",
  "ht\ntps://example.org",
  "mailto:ada@example.org",
  "mailto:",
  "tel:+41 44 000 00 00",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  " \u0001javascript:alert(1)",
  "java\nscript:alert(1)",
  "java\tscript:alert(1)",
  "javascript\r:alert(1)",
  "\u00a0javascript:alert(1)",
  "java\u0000script:alert(1)",
  "javascript&colon;alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "file:///etc/passwd",
  "blob:https://example.org/1",
  "ftp://example.org",
  "//example.org",
  "/d/1",
  "example.org",
  "ﬁle:x",
  "ｊavascript:alert(1)",
  "",
  ":",
];

const VIDEOS = [
  "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
  "http://youtube.com/watch?list=x&v=dQw4w9WgXcQ&t=4",
  "https://m.youtube.com/shorts/dQw4w9WgXcQ?x#y",
  "https://www.youtube.com/live/dQw4w9WgXcQ",
  "https://youtu.be/dQw4w9WgXcQ?t=4",
  "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
  "https://www.youtube.com/watch?v=dQw4w9WgXcQQ",
  "https://www.youtube.com/watch?v=short",
  "https://www.youtube.com/",
  "https://youtube.com.example.org/watch?v=dQw4w9WgXcQ",
  "https://example.org/?https://youtu.be/dQw4w9WgXcQ",
  "https://user@youtu.be/dQw4w9WgXcQ",
  "https://youtu.be:81/dQw4w9WgXcQ",
  "https://youtu.be/dQw4w9WgXcQ\nx",
  " https://youtu.be/dQw4w9WgXcQ",
  "javascript:https://youtu.be/dQw4w9WgXcQ",
  "https://vimeo.com/76979871",
  "https://vimeo.com/channels/staffpicks/76979871",
  "https://vimeo.com/76979871/abcdef0123",
  "https://player.vimeo.com/video/76979871?h=abcdef0123",
  "https://player.vimeo.com/video/76979871",
  "https://vimeo.com/user/76979871",
  "https://vimeo.com/7697987١",
  "https://www.dailymotion.com/video/x8abcde",
  "https://www.dailymotion.com/embed/video/x8abcde",
  "https://dai.ly/x8abcde",
  "https://geo.dailymotion.com/player.html?video=x8abcde",
  "https://example.org/video",
  "",
];

function compare(name: string, found: object[]): void {
  const file = resolve(VECTORS, name);
  const lines = found.map((entry) => JSON.stringify(entry)).join(",\n");
  if (process.env.UPDATE_VECTORS) writeFileSync(file, `[\n${lines}\n]\n`);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(`[${lines}]`));
}

type CellAttributes = Record<string, unknown>;

function table(
  attributes: CellAttributes,
  ...rows: (CellAttributes & { words?: string })[][]
): Node {
  const block = (words?: string) =>
    schema.node("block", null, words ? schema.text(words) : undefined);
  const cells = (row: (typeof rows)[number]) =>
    row.map(({ words, ...attrs }) => schema.node("cell", attrs, block(words)));
  return schema.node(
    "table",
    attributes,
    rows.map((row) => schema.node("row", null, cells(row))),
  );
}

const PLAIN_ROWS = [
  [{}, {}, {}],
  [{}, {}, {}],
  [{}, {}, {}],
];
const HEADERS = [
  {},
  { headerRow: true },
  { headerColumn: true },
  { headerRow: true, headerColumn: true },
  { headerRow: "yes", headerColumn: 1 },
];

/** Tables as people make them, and as only concurrent edits or hostile clients can. */
function tables(): Node[] {
  return [
    ...HEADERS.map((headers) => table(headers, ...PLAIN_ROWS)),
    ...HEADERS.map((headers) =>
      table(headers, [{ colspan: 2, rowspan: 2 }, {}], [{}], [{ rowspan: 2 }, {}, {}], [{}, {}]),
    ),
    table({ headerRow: true }, [{}, {}, {}], [{}], [], [{}, {}]),
    table({}, [{}, { rowspan: 3 }, {}], [{ colspan: 3 }], [{}, { colspan: 2 }]),
    table({}, [{ rowspan: 9 }, {}], [{ colspan: 9 }]),
    table(
      {},
      [{ colspan: 1e9, rowspan: 1e9 }, { colspan: -3 }, { rowspan: "2" }],
      [{}, { rowspan: 0 }],
    ),
    table({ headerColumn: true }, [{ colspan: 60 }, { colspan: 60 }, {}], [{ colspan: "x" }]),
    table({}, [{ width: 200 }, { width: "80.5" }, {}], [{ width: 100 }, {}, { width: 9e9 }]),
    table({}, [{ width: -5, colspan: 2 }], [{ width: 1 }, { width: "wide" }]),
    table(
      {},
      Array.from({ length: 7 }, () => ({})),
    ),
    ...[...schemaVector.values.color, "mauve"].map((background) => table({}, [{ background }])),
    table({}, [{ words: "12" }, { words: "שלום" }], [{ words: "first" }]),
    table({}, [{ words: "12" }, { words: "first" }], [{ words: "שלום" }]),
    table({}),
    table({}, []),
    ...INDENTS.map((indent) => table({ indent }, [{}, {}])),
  ];
}

function tableDrawings() {
  return tables().map((node) => {
    const [box, element, columns] = [
      document.createElement("div"),
      document.createElement("table"),
      document.createElement("colgroup"),
    ];
    drawBox(box, node);
    drawTable(element, columns, node);
    const rows: object[][] = Array.from({ length: node.childCount }, () => []);
    for (const placed of gridOf(node).cells) {
      const drawing = cellDrawing(node, placed);
      const cell = document.createElement(cellTag(drawing));
      drawCell(cell, placed.cell.node, drawing);
      rows[placed.top]?.push({ tag: cellTag(drawing), ...attributesOf(cell) });
    }
    const widths = [...columns.children].map((column) => column.getAttribute("width"));
    return {
      node: node.toJSON(),
      box: attributesOf(box),
      table: attributesOf(element),
      widths,
      rows,
    };
  });
}

function attributesOf(element: Element): Record<string, string> {
  return Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
}

describe("what the server compares itself with", () => {
  it("is how the editor draws tables", () => compare("tables.json", tableDrawings()));

  it("is what the editor draws", () => compare("drawings.json", drawings()));

  it("is where videos are shown from", () =>
    compare(
      "videos.json",
      VIDEOS.map((address) => ({ address, ...(videoAt(address) ?? { provider: null }) })),
    ));

  it("is how addresses are judged", () =>
    compare(
      "addresses.json",
      ADDRESSES.map((address) => ({ address, isSafe: safeUrl(address) !== null })),
    ));
});
