/**
 * Images and files. An image is a text block whose text is its caption; a file is a leaf.
 *
 * Whoever wrote the attributes, they only ever name an attachment of this very document: addresses
 * are made here, relative to the document's page, and nothing else is ever loaded.
 */
import { Node } from "@tiptap/core";
import type { Node as AnyNode, Attrs } from "@tiptap/pm/model";
import { indentation, indentOf } from "./structure";

/** Where an image stands; the plain one is at the start. */
export const SIDES = ["start", "center", "end", "full"] as const;
export type Side = (typeof SIDES)[number];

/** Widths go in steps of so many hundredths of the column. */
export const WIDTH_STEP = 5;
const MIN_WIDTH = 10;
/** So wide is the small variant of an image. */
const SMALL = 800;
const MAX_PIXELS = 20_000;
const MAX_TEXT = 1000;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

export interface ImageShape {
  attachment: string | null;
  /** In hundredths of the column; null is as wide as the image itself is. */
  width: number | null;
  side: Side;
  /** What the image shows, for those who do not see it. */
  alt: string;
  /** In pixels; null until it has been uploaded. */
  size: { width: number; height: number } | null;
}

export interface FileShape {
  attachment: string | null;
  name: string;
  /** In bytes; null until it has been uploaded. */
  size: number | null;
}

/** What the attributes of an image say; what is not known reads as the plain value. */
export function imageOf(attrs: Attrs): ImageShape {
  const width = pixels(attrs.naturalWidth);
  const height = pixels(attrs.naturalHeight);
  return {
    attachment: attachmentOf(attrs.attachment),
    width: isWidth(attrs.width) ? attrs.width : null,
    side: SIDES.find((side) => side === attrs.align) ?? "start",
    alt: textOf(attrs.alt),
    size: width && height ? { width, height } : null,
  };
}

export function fileOf(attrs: Attrs): FileShape {
  const isSize = Number.isSafeInteger(attrs.size) && attrs.size >= 0;
  return {
    attachment: attachmentOf(attrs.attachment),
    name: textOf(attrs.name) || "file",
    size: isSize ? attrs.size : null,
  };
}

export function attachmentOf(value: unknown): string | null {
  return typeof value === "string" && UUID.test(value) ? value : null;
}

/** The nearest width that an image may have. */
export function nearestWidth(width: number): number {
  const stepped = Math.round(width / WIDTH_STEP) * WIDTH_STEP;
  return Math.min(Math.max(stepped, MIN_WIDTH), 100);
}

/** Where an attachment is sent to, and where its variants are, seen from the document's page. */
export function addressOf(attachment: string, variant?: "large" | "small" | "file"): string {
  return variant ? `files/${attachment}/${variant}` : `files/${attachment}`;
}

export function isMedia(node: AnyNode): boolean {
  return node.type.name === "image" || node.type.name === "file";
}

/** A size in bytes as people say it. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function figureAttributes(attrs: Attrs): Record<string, string> {
  const { attachment, width, side } = imageOf(attrs);
  return {
    "data-media": "image",
    ...indentation(attrs),
    ...(attachment && { "data-attachment": attachment }),
    ...(side !== "start" && { "data-align": side }),
    ...(width && { "data-width": String(width) }),
    dir: "auto",
  };
}

/** How an image is loaded: no larger than it is shown, and without moving the text below. */
export function imgAttributes({ alt, size }: ImageShape, attachment: string) {
  const large = addressOf(attachment, "large");
  const small = addressOf(attachment, "small");
  const isLarge = size !== null && size.width > SMALL;
  return {
    src: isLarge ? small : large,
    ...(isLarge && {
      srcset: `${small} ${SMALL}w, ${large} ${size.width}w`,
      sizes: "min(46rem, 100vw)",
    }),
    ...(size && { width: String(size.width), height: String(size.height) }),
    alt,
    loading: "lazy",
    decoding: "async",
  };
}

export function cardAttributes(attrs: Attrs): Record<string, string> {
  const { attachment } = fileOf(attrs);
  return {
    "data-media": "file",
    ...indentation(attrs),
    ...(attachment && { "data-attachment": attachment }),
  };
}

export const Image = Node.create({
  name: "image",
  // Below the block's, so that what ProseMirror fills in by itself is a block.
  priority: 50,
  group: "flow",
  content: "text*",
  whitespace: "pre",
  isolating: true,

  addAttributes: () =>
    absent("attachment", "width", "align", "alt", "naturalWidth", "naturalHeight", "indent"),

  parseHTML: () => [
    { tag: 'figure[data-media="image"]', contentElement: "figcaption", getAttrs: readFigure },
  ],

  renderHTML({ node }) {
    const shape = imageOf(node.attrs);
    const shown =
      shape.attachment && shape.size
        ? ["img", imgAttributes(shape, shape.attachment)]
        : ["span", { class: "media-note" }, "The image is not here yet."];
    return ["figure", figureAttributes(node.attrs), shown, ["figcaption", { dir: "auto" }, 0]];
  },
});

export const File = Node.create({
  name: "file",
  priority: 50,
  group: "flow",

  addAttributes: () => absent("attachment", "name", "size", "indent"),

  parseHTML: () => [{ tag: 'div[data-media="file"]', getAttrs: readCard }],

  renderHTML({ node }) {
    const { attachment, name, size } = fileOf(node.attrs);
    const isHere = attachment !== null && size !== null;
    return [
      "div",
      { ...cardAttributes(node.attrs), ...(isHere && { "data-size": String(size) }) },
      ["span", { class: "file-icon" }],
      [
        "span",
        { class: "file-text" },
        ["span", { class: "file-name", dir: "auto" }, name],
        ["span", { class: "file-size" }, isHere ? sizeText(size) : "The file is not here yet."],
      ],
      ...(isHere ? [["a", downloadAttributes(attachment, name)]] : []),
    ];
  },
});

export function downloadAttributes(attachment: string, name: string): Record<string, string> {
  return {
    class: "file-download",
    href: addressOf(attachment, "file"),
    download: "",
    "aria-label": `Download ${name}`,
  };
}

function absent(...names: string[]) {
  return Object.fromEntries(names.map((name) => [name, { default: null, rendered: false }]));
}

function readFigure(figure: HTMLElement): Attrs {
  const img = figure.querySelector("img");
  const shape = imageOf({
    attachment: figure.dataset.attachment,
    width: Number(figure.dataset.width),
    align: figure.dataset.align,
    alt: img?.getAttribute("alt"),
    naturalWidth: Number(img?.getAttribute("width")),
    naturalHeight: Number(img?.getAttribute("height")),
  });
  return { ...imageAttrs(shape), indent: indentOf(figure.dataset) };
}

/** The attributes that an image of this shape carries in the document. */
export function imageAttrs({ attachment, width, side, alt, size }: ImageShape): Attrs {
  return {
    attachment,
    width,
    align: side === "start" ? null : side,
    alt: alt || null,
    naturalWidth: size?.width ?? null,
    naturalHeight: size?.height ?? null,
  };
}

function readCard(card: HTMLElement): Attrs {
  const isHere = card.querySelector(".file-download") !== null;
  return {
    attachment: attachmentOf(card.dataset.attachment),
    name: card.querySelector(".file-name")?.textContent ?? null,
    size: isHere && card.dataset.size ? Number(card.dataset.size) : null,
    indent: indentOf(card.dataset),
  };
}

function isWidth(value: unknown): value is number {
  return typeof value === "number" && nearestWidth(value) === value;
}

function pixels(value: unknown): number | null {
  const isSize = typeof value === "number" && Number.isInteger(value);
  return isSize && value >= 1 && value <= MAX_PIXELS ? value : null;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.slice(0, MAX_TEXT) : "";
}
