/** What the tools of the toolbar do, and when they are on or of use. */
import { type Command, type EditorState, NodeSelection } from "@tiptap/pm/state";
import { redoCommand, undoCommand } from "@tiptap/y-tiptap";
import {
  isAligned,
  isCallout,
  isEverywhere,
  selectedBlocks,
  setAlign,
  setCallout,
  setKind,
  toggleKind,
} from "../commands/blocks";
import { isDiagrams, isPlainCode, setCode, setDiagram } from "../commands/diagrams";
import { type Colored, clearFormats, colorAt, setColor, toggleScript } from "../commands/formats";
import { toggleFormula } from "../commands/formulas";
import { indent } from "../commands/indent";
import { hasFormat, linkAt, toggleFormat } from "../commands/links";
import { insertRule } from "../commands/text";
import { askEmoji } from "../emoji/ask";
import { chooseFiles } from "../media/insert";
import { COLORS, type Color } from "../schema/colors";
import {
  ALIGNMENTS,
  type Alignment,
  isCode,
  type Kind,
  LEVELS,
  type Level,
  type Shape,
  shapeOf,
  TONES,
  type Tone,
} from "../schema/kinds";

export interface Tool {
  run: Command;
  /** Absent where there is no such thing as being on. */
  isOn?: (state: EditorState) => boolean;
  isOf?: (state: EditorState) => boolean;
}

const isFormattable = (state: EditorState) => !isCode(state.selection.$from.parent);

function format(name: string): Tool {
  return {
    run: toggleFormat(name),
    isOn: (state) => hasFormat(state, name),
    isOf: isFormattable,
  };
}

function script(name: "subscript" | "superscript"): Tool {
  return { ...format(name), run: toggleScript(name) };
}

function color(name: Colored, value: Color | null): Tool {
  return {
    run: setColor(name, value),
    isOn: (state) => colorAt(state, name) === value,
    isOf: isFormattable,
  };
}

/** One tool for every colour, `highlight-red` and so on, and one for none. */
function palette(name: Colored): Record<string, Tool> {
  const tools = COLORS.map((value) => [`${name}-${value}`, color(name, value)]);
  return { [`${name}-none`]: color(name, null), ...Object.fromEntries(tools) };
}

function list(kind: Kind): Tool {
  return { run: toggleKind(kind), isOn: (state) => isEverywhere(state, kind) };
}

function kind(name: Kind, level?: Level): Tool {
  return { run: setKind(name, level), isOn: (state) => isEverywhere(state, name, level) };
}

function callout(tone: Tone): Tool {
  return { run: setCallout(tone), isOn: (state) => isCallout(state, tone) };
}

function align(to: Alignment): Tool {
  return { run: setAlign(to), isOn: (state) => isAligned(state, to), isOf: isFormattable };
}

export const TOOLS: Record<string, Tool> = {
  undo: { run: undoCommand, isOf: (state) => undoCommand(state) },
  redo: { run: redoCommand, isOf: (state) => redoCommand(state) },
  bold: format("bold"),
  italic: format("italic"),
  underline: format("underline"),
  strike: format("strike"),
  code: format("code"),
  math: { ...format("math"), run: toggleFormula },
  subscript: script("subscript"),
  superscript: script("superscript"),
  clear: { run: clearFormats, isOf: isFormattable },
  ...palette("color"),
  ...palette("highlight"),
  link: { run: () => true, isOn: (state) => linkAt(state) !== null, isOf: isFormattable },
  ...Object.fromEntries(ALIGNMENTS.map((to) => [`align-${to}`, align(to)])),
  bullet: list("bullet"),
  ordered: list("ordered"),
  task: list("task"),
  indent: { run: indent(1), isOf: (state) => indent(1)(state) },
  outdent: { run: indent(-1), isOf: (state) => indent(-1)(state) },
  image: { run: chooseFiles("images") },
  file: { run: chooseFiles("files") },
  emoji: { run: askEmoji },
  rule: { run: insertRule, isOf: isFormattable },
  "kind-paragraph": kind("paragraph"),
  ...Object.fromEntries(LEVELS.map((level) => [`kind-heading-${level}`, kind("heading", level)])),
  "kind-bullet": kind("bullet"),
  "kind-ordered": kind("ordered"),
  "kind-task": kind("task"),
  "kind-quote": kind("quote"),
  ...Object.fromEntries(TONES.map((tone) => [`kind-callout-${tone}`, callout(tone)])),
  "kind-toggle": kind("toggle"),
  "kind-code": { run: setCode, isOn: isPlainCode },
  "kind-diagram": { run: setDiagram, isOn: isDiagrams },
  "kind-math": kind("math"),
};

/** What is no text of a kind, as the menus call it. */
const OTHERS: Record<string, string> = {
  image: "Image",
  file: "File",
  video: "Video",
  rule: "Horizontal rule",
  toc: "Table of contents",
  pageBreak: "Page break",
};

/** The tool that stands for the kind of the selected blocks, or a name where there is none for it. */
export function kindOf(state: EditorState): { tool: string } | { name: string } {
  const tools = new Set(selectedBlocks(state).map(({ node }) => nameOf(shapeOf(node.attrs))));
  const [tool = ""] = tools;
  if (tools.size === 1) return { tool };
  const { selection } = state;
  const { type } = selection instanceof NodeSelection ? selection.node : selection.$from.parent;
  return { name: tools.size > 1 ? "Mixed" : (OTHERS[type.name] ?? "Text") };
}

function nameOf({ kind, level, tone, language }: Shape): string {
  if (kind === "code" && language === "mermaid") return "kind-diagram";
  if (kind === "heading") return `kind-heading-${level}`;
  return kind === "callout" ? `kind-callout-${tone}` : `kind-${kind}`;
}
