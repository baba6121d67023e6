/** Plain text as it stands: one block a line, blank lines too. */
import { Fragment, type ResolvedPos, Slice } from "@tiptap/pm/model";
import { attrsOf } from "../schema/kinds";

export function readText(text: string, $context: ResolvedPos): Slice {
  const { schema } = $context.doc.type;
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  const blocks = lines.map((line) =>
    schema.node("block", attrsOf({}), line ? [schema.text(line, $context.marks())] : []),
  );
  return new Slice(Fragment.from(blocks), 1, 1);
}
