/** The document, its text, and the one node that is not text. */
import { Node } from "@tiptap/core";

export const Document = Node.create({ name: "doc", topNode: true, content: "(flow | table)+" });

export const Text = Node.create({ name: "text", group: "inline" });

export const Rule = Node.create({
  name: "rule",
  // Below the block's, so that what ProseMirror fills in by itself is a block.
  priority: 50,
  group: "flow",
  parseHTML: () => [{ tag: "hr" }],
  renderHTML: () => ["hr"],
});
