// @vitest-environment node
/**
 * `documents/tests/vectors/schema.json` is how the server knows this schema, and a version is how
 * pages and servers tell whether they know the same. `npm run vectors` writes both.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { ROOT, schema } from ".";
import { COLORS } from "./colors";
import { ALIGNMENTS, KINDS, LEVELS, MAX_INDENT, TONES } from "./kinds";
import { LANGUAGE_NAMES } from "./languages";

const DOCUMENTS = resolve(import.meta.dirname, "../../../../documents");
const FILE = resolve(DOCUMENTS, "tests/vectors/schema.json");

/** What a document may hold; of attributes, the value that their absence stands for. */
function vector() {
  return {
    root: ROOT,
    nodes: Object.fromEntries(
      Object.entries(schema.nodes)
        .filter(([name]) => name !== "text")
        .map(([name, { spec }]) => [
          name,
          {
            content: spec.content ?? "",
            group: spec.group ?? "",
            attributes: defaults(spec.attrs),
          },
        ]),
    ),
    marks: Object.fromEntries(
      Object.entries(schema.marks).map(([name, { spec }]) => [
        name,
        { attributes: defaults(spec.attrs) },
      ]),
    ),
    values: {
      kind: KINDS,
      level: LEVELS,
      tone: TONES.filter((tone) => tone !== "note"),
      checked: [true],
      indent: range(1, MAX_INDENT),
      align: ALIGNMENTS.filter((align) => align !== "start"),
      language: LANGUAGE_NAMES,
      color: COLORS,
    },
  };
}

function defaults(attrs: Record<string, { default?: unknown }> | null | undefined) {
  return Object.fromEntries(
    Object.entries(attrs ?? {}).map(([name, spec]) => [name, spec.default]),
  );
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

it("the schema that the server checks against is this one", () => {
  if (process.env.UPDATE_VECTORS) writeFileSync(FILE, `${JSON.stringify(vector(), null, 2)}\n`);
  expect(JSON.parse(readFileSync(FILE, "utf8"))).toEqual(vector());
});

/** Of what an editor would drop that does not know it: a value that is unknown is kept. */
function version(): string {
  const { nodes, marks } = vector();
  return createHash("sha256").update(JSON.stringify({ nodes, marks })).digest("hex").slice(0, 12);
}

it.each([
  [
    resolve(import.meta.dirname, "version.ts"),
    "/** Names this schema. Written by `npm run vectors`. */",
    (name: string) => `export const SCHEMA_VERSION = "${name}";\n`,
  ],
  [
    resolve(DOCUMENTS, "core/schema_version.py"),
    '"""Names the schema of the editor. Written by `npm run vectors`."""\n',
    (name: string) => `SCHEMA_VERSION = "${name}"\n`,
  ],
])("the version in %s is the schema's", (file, comment, constant) => {
  const expected = `${comment}\n${constant(version())}`;
  if (process.env.UPDATE_VECTORS) writeFileSync(file, expected);
  expect(readFileSync(file, "utf8")).toBe(expected);
});
