/** What the tools of the toolbar do, and when they are on or of use. */
import type { Command, EditorState } from "@tiptap/pm/state";
import { redoCommand, undoCommand } from "@tiptap/y-tiptap";
import { indent, isEverywhere, selectedBlocks, setKind, toggleKind } from "../commands/blocks";
import { hasFormat, linkAt, toggleFormat } from "../commands/links";
import { insertRule } from "../commands/text";
import { isCode, type Kind, LEVELS, type Level, shapeOf } from "../schema/kinds";

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

function list(kind: Kind): Tool {
  return { run: toggleKind(kind), isOn: (state) => isEverywhere(state, kind) };
}

function kind(name: Kind, level?: Level): Tool {
  return { run: setKind(name, level), isOn: (state) => isEverywhere(state, name, level) };
}

export const TOOLS: Record<string, Tool> = {
  undo: { run: undoCommand, isOf: (state) => undoCommand(state) },
  redo: { run: redoCommand, isOf: (state) => redoCommand(state) },
  bold: format("bold"),
  italic: format("italic"),
  underline: format("underline"),
  strike: format("strike"),
  code: format("code"),
  link: { run: () => true, isOn: (state) => linkAt(state) !== null, isOf: isFormattable },
  bullet: list("bullet"),
  ordered: list("ordered"),
  task: list("task"),
  indent: { run: indent(1), isOf: (state) => indent(1)(state) },
  outdent: { run: indent(-1), isOf: (state) => indent(-1)(state) },
  rule: { run: insertRule, isOf: isFormattable },
  "kind-paragraph": kind("paragraph"),
  ...Object.fromEntries(LEVELS.map((level) => [`kind-heading-${level}`, kind("heading", level)])),
  "kind-bullet": kind("bullet"),
  "kind-ordered": kind("ordered"),
  "kind-task": kind("task"),
  "kind-quote": kind("quote"),
  "kind-code": kind("code"),
};

/** The tool that stands for the kind of the selected blocks; null where they differ. */
export function kindTool(state: EditorState): string | null {
  const shapes = selectedBlocks(state).map(({ node }) => shapeOf(node.attrs));
  const names = new Set(
    shapes.map(({ kind, level }) =>
      kind === "heading" ? `kind-heading-${level}` : `kind-${kind}`,
    ),
  );
  const [name] = names;
  return names.size === 1 && name ? name : null;
}
