/** The text block: one node type for every kind of text, so that a change of kind keeps it. */
import { Node } from "@tiptap/core";
import type { DOMOutputSpec } from "@tiptap/pm/model";
import { attrsOf, type Kind, type Shape, shapeOf, type Tone } from "./kinds";

export const Block = Node.create({
  name: "block",
  group: "flow",
  content: "text*",
  // A line break is "\n" in the text: a block then is exactly one shared text, whatever its kind.
  whitespace: "pre",

  addAttributes() {
    return {
      kind: { default: "paragraph", rendered: false },
      level: { default: null, rendered: false },
      tone: { default: null, rendered: false },
      checked: { default: null, rendered: false },
      indent: { default: null, rendered: false },
      align: { default: null, rendered: false },
      language: { default: null, rendered: false },
    };
  },

  parseHTML() {
    return [
      { tag: "[data-kind]", getAttrs: (element) => attrsOf(shapeOfElement(element)) },
      { tag: "p" },
    ];
  },

  renderHTML({ node }) {
    const shape = shapeOf(node.attrs);
    return RENDERERS[shape.kind](shape, {
      "data-kind": shape.kind,
      ...(shape.indent > 0 && { "data-indent": String(shape.indent) }),
      ...(shape.align !== "start" && { "data-align": shape.align }),
      dir: "auto",
    });
  },
});

type Renderer = (shape: Shape, attributes: Record<string, string>) => DOMOutputSpec;

/** A list item is a list of its own: one flat run of blocks, each of them valid HTML. */
const RENDERERS: Record<Kind, Renderer> = {
  paragraph: (_, attributes) => ["p", attributes, 0],
  heading: ({ level }, attributes) => [`h${level}`, { ...attributes, "data-level": level }, 0],
  bullet: (_, attributes) => ["ul", attributes, ["li", 0]],
  ordered: (_, attributes) => ["ol", attributes, ["li", 0]],
  task: ({ checked }, attributes) => [
    "ul",
    { ...attributes, "data-checked": String(checked) },
    [
      "li",
      [
        "label",
        { contenteditable: "false" },
        ["input", { type: "checkbox", "aria-label": "Done", ...(checked && { checked: "" }) }],
      ],
      ["div", 0],
    ],
  ],
  quote: (_, attributes) => ["blockquote", attributes, ["p", 0]],
  // Named for those who do not see it; callouts.css writes the name above the first of a run.
  callout: ({ tone }, attributes) => [
    "div",
    { ...attributes, "data-tone": tone, role: "note", "aria-label": TONE_LABELS[tone] },
    0,
  ],
  // In the editor with a button (sections/toggleView.ts).
  toggle: (_, attributes) => ["div", attributes, ["div", 0]],
  code: ({ language }, attributes) => [
    "pre",
    {
      ...attributes,
      ...(language && { "data-language": language }),
      dir: "ltr",
      spellcheck: "false",
    },
    ["code", 0],
  ],
  math: (_, attributes) => ["div", { ...attributes, dir: "ltr", spellcheck: "false" }, ["code", 0]],
};

const TONE_LABELS: Record<Tone, string> = { note: "Note", tip: "Tip", warning: "Warning" };

/** Reads what the renderers and the clipboard's flattening write as data attributes. */
function shapeOfElement(element: HTMLElement): Shape {
  const { checked, ...attributes } = element.dataset;
  return shapeOf({ ...attributes, checked: checked === "true" });
}
