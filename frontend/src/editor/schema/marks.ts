/** Character formats. None excludes another: two people may format the same word at once. */
import { Mark } from "@tiptap/core";
import type { TagParseRule } from "@tiptap/pm/model";

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
