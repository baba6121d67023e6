/** Formulas among the words: the marked text is their LaTeX. */
import { Mark } from "@tiptap/core";

export const Formula = Mark.create({
  name: "math",
  parseHTML: () => [{ tag: "span[data-math]" }],
  renderHTML: () => ["span", { "data-math": "", dir: "ltr" }, 0],
});
