/** Nodes other than blocks as markdown: a line here for every node of the schema. */
import type { Node } from "@tiptap/pm/model";
import type { RootContent } from "mdast";

export const NODES: Record<string, (node: Node) => RootContent[]> = {
  rule: () => [{ type: "thematicBreak" }],
};
