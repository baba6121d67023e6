/** The words of a block as markdown: a line in `MARKS` for every mark of the schema. */
import type { Attrs, Mark, Node } from "@tiptap/pm/model";
import type { PhrasingContent } from "mdast";
import { safeUrl } from "../schema/urls";

type Wrap = (children: PhrasingContent[], attrs: Attrs) => PhrasingContent[];

/** What markdown has no sign for is a tag that its readers know; colours are dropped. */
const MARKS: Record<string, Wrap> = {
  link: (children, { href }) => {
    const url = safeUrl(href);
    return url === null ? children : [{ type: "link", url, children: children as never }];
  },
  bold: (children) => hugged(children, (inner) => ({ type: "strong", children: inner })),
  italic: (children) => hugged(children, (inner) => ({ type: "emphasis", children: inner })),
  strike: (children) => hugged(children, (inner) => ({ type: "delete", children: inner })),
  underline: tagged("u"),
  highlight: tagged("mark"),
  subscript: tagged("sub"),
  superscript: tagged("sup"),
};

/** Marks whose text stands as it is. */
const LEAVES: Record<string, (text: string) => PhrasingContent> = {
  code: (value) => ({ type: "inlineCode", value }),
  math: (value) => ({ type: "inlineMath", value }),
};

/** @param lineBreak what stands for a line break where there can be none */
export function phrases(texts: readonly Node[], lineBreak?: string): PhrasingContent[] {
  const pieces = texts.map(({ text = "", marks }) => ({
    text: lineBreak === undefined ? text : text.replaceAll("\n", lineBreak),
    marks: [...marks],
  }));
  return withoutEdges(nest(pieces));
}

interface Piece {
  text: string;
  marks: Mark[];
}

/** Runs of the same outermost mark become one element around what is inside. */
function nest(pieces: Piece[]): PhrasingContent[] {
  const found: PhrasingContent[] = [];
  for (let from = 0, to = 0; from < pieces.length; from = to) {
    const [outer, ...rest] = pieces[from]?.marks ?? [];
    to = from + 1;
    while (outer && pieces[to]?.marks[0]?.eq(outer)) to++;
    const run = pieces.slice(from, to);
    const text = run.map((piece) => piece.text).join("");
    if (!outer) found.push(...lines(text));
    else if (outer.type.name === "math") found.push(...leaf("math", text));
    else if (outer.type.name === "code" && rest.length === 0) found.push(...leaf("code", text));
    else {
      const inner = nest(run.map(({ text, marks }) => ({ text, marks: marks.slice(1) })));
      found.push(...(MARKS[outer.type.name]?.(inner, outer.attrs) ?? inner));
    }
  }
  return found;
}

function leaf(name: string, text: string): PhrasingContent[] {
  const write = LEAVES[name];
  return write && text.trim() ? [write(text.replaceAll("\n", " "))] : lines(text);
}

function lines(text: string): PhrasingContent[] {
  return text.split("\n").flatMap((line, i): PhrasingContent[] => {
    const words: PhrasingContent[] = line ? [{ type: "text", value: line }] : [];
    return i > 0 ? [{ type: "break" }, ...words] : words;
  });
}

function tagged(name: string): Wrap {
  return (children) => [
    { type: "html", value: `<${name}>` },
    ...children,
    { type: "html", value: `</${name}>` },
  ];
}

/** Delimiters have to stand at words: spaces and line breaks at the edges go outside. */
function hugged(
  children: PhrasingContent[],
  wrap: (inner: PhrasingContent[]) => PhrasingContent,
): PhrasingContent[] {
  const before = takeSpace(children, 0);
  const after = takeSpace(children, -1);
  return [...before, ...(children.length > 0 ? [wrap(children)] : []), ...after];
}

/** Takes the space off one end of the run, which it shortens. */
function takeSpace(children: PhrasingContent[], end: 0 | -1): PhrasingContent[] {
  const taken: PhrasingContent[] = [];
  for (let node = children.at(end); node; node = children.at(end)) {
    const value = node.type === "text" ? node.value : "";
    const space = (end === 0 ? /^\s*/ : /\s*$/).exec(value)?.[0] ?? "";
    if (node.type !== "break" && (value === "" || space !== value)) {
      if (node.type === "text" && space) {
        node.value = end === 0 ? value.slice(space.length) : value.slice(0, -space.length);
        taken.push({ type: "text", value: space });
      }
      break;
    }
    taken.push(node);
    if (end === 0) children.shift();
    else children.pop();
  }
  return end === 0 ? taken : taken.reverse();
}

/** Markdown has no line breaks at the ends of a paragraph. */
function withoutEdges(children: PhrasingContent[]): PhrasingContent[] {
  takeSpace(children, 0);
  takeSpace(children, -1);
  return children;
}
