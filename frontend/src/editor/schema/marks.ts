/** Character formats. None excludes another: two people may format the same word at once. */
import { Mark } from "@tiptap/core";
import type { TagParseRule } from "@tiptap/pm/model";
import { type Color, isColor, nearestColor } from "./colors";

export const Bold = format("bold", "strong", [
  // Google Docs wraps everything it copies in <b style="font-weight:normal">.
  { tag: "b", getAttrs: (element) => element.style.fontWeight !== "normal" && null },
  styled("font-weight", (value) => /^(bold(er)?|[6-9]\d{2})$/.test(value)),
]);

export const Italic = format("italic", "em", [
  { tag: "i" },
  styled("font-style", (value) => value === "italic"),
]);

export const Underline = format("underline", "u", [
  styled("text-decoration", (value) => value.includes("underline")),
]);

export const Strike = format("strike", "s", [
  { tag: "del" },
  { tag: "strike" },
  styled("text-decoration", (value) => value.includes("line-through")),
]);

export const Code = format("code", "code", [{ tag: "kbd" }, { tag: "samp" }]);

export const Subscript = format("subscript", "sub", [
  styled("vertical-align", (value) => value === "sub"),
]);

export const Superscript = format("superscript", "sup", [
  styled("vertical-align", (value) => value === "super"),
]);

/** Text on a coloured ground. One without a name that we know is shown as yellow. */
export const Highlight = colored("highlight", "mark", "mark", "background-color", 0.08);

/** Coloured text. Pages say of all their text that it is nearly black, which is no colour. */
export const TextColor = colored("color", "span", "span[data-color]", "color", 0.25);

type Rules = (TagParseRule | ReturnType<typeof styled>)[];

function format(name: string, tag: string, rules: Rules) {
  return Mark.create({
    name,
    excludes: name,
    parseHTML: () => [{ tag }, ...rules],
    renderHTML: () => [tag, 0],
  });
}

function styled(style: string, matches: (value: string) => boolean) {
  return {
    style,
    consuming: false,
    getAttrs: (value: string | HTMLElement) => typeof value === "string" && matches(value) && null,
  };
}

/** A mark whose one attribute is the name of a colour; no CSS of a document is ever applied. */
function colored(name: string, tag: string, selector: string, style: string, chroma: number) {
  return Mark.create({
    name,
    excludes: name,
    addAttributes: () => ({ color: { default: null, rendered: false } }),
    parseHTML: () => [
      { tag: selector, getAttrs: (element) => attrsOf(element.dataset.color) },
      {
        style,
        consuming: false,
        getAttrs: (value) => {
          const color = nearestColor(value, chroma);
          return color !== null && attrsOf(color);
        },
      },
    ],
    renderHTML: ({ mark: { attrs } }) => [tag, isColor(attrs.color) ? dataOf(attrs.color) : {}, 0],
  });
}

const attrsOf = (color: string | undefined) => ({ color: isColor(color) ? color : null });

const dataOf = (color: Color) => ({ "data-color": color });
