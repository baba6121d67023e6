/** Documents as lines that can be read: `bullet: words`, deeper ones set in, formats in braces. */
import type { Mark, Node } from "@tiptap/pm/model";
import { shapeOf } from "../editor/schema/kinds";

/**
 * One line for every block, children of other nodes set off by a bar.
 *
 * `kind[level][+] [tone|language] [align]: text`, with `{bold italic|formatted words}` and line
 * breaks in the text as ⏎; a rule is `---`. Other nodes are said by their attributes; an attachment's
 * id is left out, since it is chosen at random.
 */
export function notation(node: Node): string[] {
  return node.children.flatMap(linesOf);
}

function linesOf(node: Node): string[] {
  if (node.type.name === "block") return [lineOf(node)];
  if (node.type.name === "rule") return ["---"];
  const attrs = Object.entries(node.attrs).filter(
    ([key, value]) => value !== null && key !== "attachment",
  );
  const name = [node.type.name, ...attrs.map(([key, value]) => `${key}=${value}`)].join(" ");
  if (node.inlineContent) return [`${name}: ${inline(node)}`.trimEnd()];
  return [name, ...notation(node).map((line) => `| ${line}`)];
}

function lineOf(node: Node): string {
  const { kind, level, indent, checked, align, tone, language } = shapeOf(node.attrs);
  const name = `${kind}${kind === "heading" ? level : ""}${checked ? "+" : ""}`;
  const extras = [kind === "callout" ? tone : language, align === "start" ? null : align];
  const title = [name, ...extras.filter(Boolean)].join(" ");
  return `${" ".repeat(indent)}${title}: ${inline(node)}`.trimEnd();
}

function inline(node: Node): string {
  return node.children
    .map((text) => {
      const words = (text.text ?? "").replaceAll("\n", "⏎");
      return text.marks.length > 0 ? `{${text.marks.map(nameOf).join(" ")}|${words}}` : words;
    })
    .join("");
}

function nameOf({ type, attrs }: Mark): string {
  return [type.name, ...Object.values(attrs).filter((value) => value !== null)].join(":");
}
