/** What a block of text can be, and the attributes that say so. */
import type { Attrs, Node } from "@tiptap/pm/model";
import { isLanguage, type Language } from "./languages";

export const KINDS = [
  "paragraph",
  "heading",
  "bullet",
  "ordered",
  "task",
  "quote",
  "callout",
  "toggle",
  "code",
  "math",
] as const;
export type Kind = (typeof KINDS)[number];

export const LEVELS = [1, 2, 3, 4] as const;
export type Level = (typeof LEVELS)[number];

/** What a callout is for; a note is the plain one. */
export const TONES = ["note", "tip", "warning"] as const;
export type Tone = (typeof TONES)[number];

export const MAX_INDENT = 8;

/** Where the lines of a block stand, seen in the direction in which they are read. */
export const ALIGNMENTS = ["start", "center", "end", "justify"] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

/**
 * The attributes of a block as everything but the schema reads them.
 *
 * In the document the plain value of each (no level, a note, not checked, no indent, at the start) is the attribute's
 * absence: y-prosemirror writes every attribute that is not null, so a default that is written out
 * would overrule what somebody else sets at the same moment.
 */
export interface Shape {
  kind: Kind;
  level: Level;
  tone: Tone;
  checked: boolean;
  indent: number;
  align: Alignment;
  /** Of code, so that it can be coloured; null where nobody has said. */
  language: Language | null;
}

/** The shape of a block's attributes; what it does not know reads as the plain value. */
export function shapeOf(attrs: Attrs): Shape {
  return {
    kind: KINDS.find((kind) => kind === attrs.kind) ?? "paragraph",
    level: LEVELS.find((level) => level === Number(attrs.level)) ?? 1,
    tone: TONES.find((tone) => tone === attrs.tone) ?? "note",
    checked: attrs.checked === true,
    indent: clampIndent(Number(attrs.indent ?? 0)),
    align: ALIGNMENTS.find((align) => align === attrs.align) ?? "start",
    language: isLanguage(attrs.language) ? attrs.language : null,
  };
}

/** The attributes that a block of this shape carries in the document. */
export function attrsOf(shape: Partial<Shape>): Attrs {
  const kind = shape.kind ?? "paragraph";
  return {
    kind,
    level: kind === "heading" ? (shape.level ?? 1) : null,
    tone: kind === "callout" && shape.tone !== "note" ? (shape.tone ?? null) : null,
    checked: kind === "task" && shape.checked ? true : null,
    indent: clampIndent(shape.indent ?? 0) || null,
    align: shape.align === "start" ? null : (shape.align ?? null),
    language: kind === "code" ? (shape.language ?? null) : null,
  };
}

export function clampIndent(indent: number): number {
  return Math.min(Math.max(Math.trunc(indent) || 0, 0), MAX_INDENT);
}

export function isList(kind: Kind): boolean {
  return kind === "bullet" || kind === "ordered" || kind === "task";
}

export function isBlock(node: Node): boolean {
  return node.type.name === "block";
}

/** Whether the node is the line under which a section opens and closes. */
export function isToggle(node: Node): boolean {
  return isBlock(node) && node.attrs.kind === "toggle";
}

/** Whether the node is a block whose text is code or LaTeX, where nothing is formatted or rewritten. */
export function isCode(node: Node): boolean {
  return isBlock(node) && (node.attrs.kind === "code" || node.attrs.kind === "math");
}

/** Whether the node is a block whose code can be said to be in a language. */
export function hasLanguage(node: Node): boolean {
  return isBlock(node) && node.attrs.kind === "code";
}

/** Whether the node is a block whose code is a diagram. */
export function isDiagram(node: Node): boolean {
  return hasLanguage(node) && node.attrs.language === "mermaid";
}
