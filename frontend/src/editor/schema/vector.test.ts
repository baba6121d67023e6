/** `documents/tests/vectors/schema.json` is how the server knows this schema. `npm run vectors` writes it. */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { ROOT, schema } from ".";
import { COLORS } from "./colors";
import { ALIGNMENTS, KINDS, LEVELS, MAX_INDENT, TONES } from "./kinds";
import { LANGUAGE_NAMES } from "./languages";

const FILE = resolve(import.meta.dirname, "../../../../documents/tests/vectors/schema.json");

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
