/** Nodes other than blocks as markdown: a line here for every node of the schema. */
import type { Node } from "@tiptap/pm/model";
import type { PhrasingContent, RootContent, TableCell } from "mdast";
import { addressOf, fileOf, imageOf } from "../schema/media";
import { safeUrl } from "../schema/urls";
import { gridOf } from "../tables/grid";
import { phrases } from "./phrases";

export const NODES: Record<string, (node: Node) => RootContent[]> = {
  rule: () => [{ type: "thematicBreak" }],
  pageBreak: () => [{ type: "thematicBreak" }],
  // Whoever reads markdown makes one of their own.
  toc: () => [],
  video: ({ attrs }) => {
    const url = safeUrl(attrs.url) ?? "";
    return url
      ? paragraphs([[{ type: "link", url, children: [{ type: "text", value: url }] }]])
      : [];
  },
  image: (image) => {
    const { attachment, alt } = imageOf(image.attrs);
    const url = attachment && new URL(addressOf(attachment, "large"), document.baseURI).href;
    const shown: PhrasingContent[] = url ? [{ type: "image", url, alt }] : [];
    return paragraphs([shown, phrases(image.children)]);
  },
  file: ({ attrs }) => {
    const { attachment, name } = fileOf(attrs);
    const children: PhrasingContent[] = [{ type: "text", value: name }];
    if (!attachment) return paragraphs([children]);
    const url = new URL(addressOf(attachment, "file"), document.baseURI).href;
    return paragraphs([[{ type: "link", url, children: children as never }]]);
  },
  table: (table) => {
    const { width, height, cells } = gridOf(table);
    if (width === 0) return [];
    const rows = Array.from({ length: height }, () =>
      Array.from({ length: width }, (): TableCell => ({ type: "tableCell", children: [] })),
    );
    for (const { top, left, cell } of cells) {
      const place = rows[top]?.[left];
      if (place) place.children = wordsOf(cell.node);
    }
    return [{ type: "table", children: rows.map((row) => ({ type: "tableRow", children: row })) }];
  },
};

/** A paragraph for each of these that is not empty. */
function paragraphs(lines: PhrasingContent[][]): RootContent[] {
  return lines
    .filter(({ length }) => length > 0)
    .map((children) => ({ type: "paragraph", children }));
}

/** A cell is one line: what stands below another there is set off by a tag. */
function wordsOf(cell: Node): PhrasingContent[] {
  return cell.children.flatMap((block, i) => [
    ...(i > 0 ? [{ type: "html", value: "<br>" } as const] : []),
    ...phrases(block.children, " "),
  ]);
}
