/**
 * What the menus in the text offer: kinds that a block can have, things to insert, and actions.
 *
 * One line here puts something into the slash menu; what also says `isOn` is a kind, which the
 * block's and the selection's menu offer to turn into.
 */
import type { Command, EditorState } from "@tiptap/pm/state";
import { isCallout, isEverywhere, setCallout, setKind } from "../commands/blocks";
import { isDiagrams, isPlainCode, setCode, setDiagram } from "../commands/diagrams";
import { toggleFormula } from "../commands/formulas";
import { indentBlocks } from "../commands/indent";
import { insertLeaf, insertRule } from "../commands/text";
import { askEmoji } from "../emoji/ask";
import { deleteBlocks, duplicate } from "../handle/blocks";
import { moveDown, moveUp } from "../handle/move";
import { chooseFiles } from "../media/insert";
import type { Kind, Level, Tone } from "../schema/kinds";
import { insertTable } from "../tables/commands";
import { insertToday } from "../tokens/dates";
import { askVideo } from "../video/video";

export const GROUPS = ["Text", "Lists", "Insert", "This block"] as const;

export interface Insertion {
  group: (typeof GROUPS)[number];
  label: string;
  /** A file of `templates/icons`. */
  icon: string;
  /** Other words under which somebody may look for it, in lower case. */
  words: string;
  /** How to have it without the menu. */
  keys?: string;
  run: Command;
  /** Whether the selected blocks are of this kind; absent where it is not a kind. */
  isOn?: (state: EditorState) => boolean;
  /** Whether it is of use here; absent where it always is. */
  isOf?: (state: EditorState) => boolean;
}

export interface KindOfBlock extends Insertion {
  isOn: (state: EditorState) => boolean;
}

type Names = Omit<Insertion, "run" | "isOn" | "isOf">;

function kind(names: Names, name: Kind, level?: Level): KindOfBlock {
  return {
    ...names,
    run: setKind(name, level),
    isOn: (state) => isEverywhere(state, name, level),
  };
}

function callout(names: Names, tone: Tone): KindOfBlock {
  return { ...names, run: setCallout(tone), isOn: (state) => isCallout(state, tone) };
}

// biome-ignore format: a table
export const INSERTIONS: readonly Insertion[] = [
  kind({ group: "Text", label: "Text", icon: "pilcrow", words: "paragraph plain normal", keys: "Ctrl+Alt+0" }, "paragraph"),
  kind({ group: "Text", label: "Heading 1", icon: "heading-1", words: "h1 title big", keys: "Ctrl+Alt+1" }, "heading", 1),
  kind({ group: "Text", label: "Heading 2", icon: "heading-2", words: "h2 subtitle section", keys: "Ctrl+Alt+2" }, "heading", 2),
  kind({ group: "Text", label: "Heading 3", icon: "heading-3", words: "h3 subsection", keys: "Ctrl+Alt+3" }, "heading", 3),
  kind({ group: "Text", label: "Heading 4", icon: "heading-4", words: "h4 small", keys: "Ctrl+Alt+4" }, "heading", 4),
  kind({ group: "Text", label: "Quote", icon: "text-quote", words: "blockquote citation", keys: "> Space" }, "quote"),
  callout({ group: "Text", label: "Note", icon: "info", words: "callout aside info box", keys: "[!note]" }, "note"),
  callout({ group: "Text", label: "Tip", icon: "lightbulb", words: "callout hint box", keys: "[!tip]" }, "tip"),
  callout({ group: "Text", label: "Warning", icon: "triangle-alert", words: "callout alert danger box", keys: "[!warning]" }, "warning"),
  kind({ group: "Text", label: "Collapsible", icon: "list-collapse", words: "toggle details section fold accordion expand hide spoiler", keys: ">> Space" }, "toggle"),
  { group: "Text", label: "Code block", icon: "square-code", words: "pre source program monospace", keys: "```", run: setCode, isOn: isPlainCode },
  { group: "Text", label: "Diagram", icon: "workflow", words: "mermaid flowchart chart graph sequence gantt mindmap draw", keys: "```mermaid", run: setDiagram, isOn: isDiagrams },
  kind({ group: "Text", label: "Formula block", icon: "square-radical", words: "math maths equation latex tex display", keys: "$$ Space" }, "math"),
  kind({ group: "Lists", label: "Bulleted list", icon: "list", words: "ul unordered points dash", keys: "Ctrl+Shift+8" }, "bullet"),
  kind({ group: "Lists", label: "Numbered list", icon: "list-ordered", words: "ol ordered 1.", keys: "Ctrl+Shift+7" }, "ordered"),
  kind({ group: "Lists", label: "Task list", icon: "list-todo", words: "todo to-do checkbox checklist tick", keys: "Ctrl+Shift+9" }, "task"),
  { group: "Insert", label: "Table", icon: "table", words: "grid rows columns cells spreadsheet", run: insertTable, isOf: (state) => insertTable(state) },
  { group: "Insert", label: "Image", icon: "image", words: "picture photo upload screenshot", run: chooseFiles("images") },
  { group: "Insert", label: "File", icon: "paperclip", words: "attachment upload document pdf", run: chooseFiles("files") },
  { group: "Insert", label: "Horizontal rule", icon: "minus", words: "hr line divider separator", keys: "---", run: insertRule },
  { group: "Insert", label: "Formula", icon: "sigma", words: "math maths equation latex tex inline", keys: "Ctrl+Shift+M", run: toggleFormula },
  { group: "Insert", label: "Emoji", icon: "smile", words: "smiley emoticon face symbol", keys: ":smile", run: askEmoji },
  { group: "Insert", label: "Date", icon: "calendar-days", words: "today day calendar time", keys: "@today", run: insertToday },
  { group: "Insert", label: "Video", icon: "square-play", words: "youtube vimeo dailymotion embed film", run: askVideo },
  { group: "Insert", label: "Table of contents", icon: "table-of-contents", words: "toc outline index", run: insertLeaf("toc") },
  { group: "Insert", label: "Page break", icon: "separator-horizontal", words: "print paper new page", keys: "Ctrl+Shift+Enter", run: insertLeaf("pageBreak") },
  { group: "This block", label: "Move up", icon: "arrow-up", words: "above", keys: "Ctrl+Alt+↑", run: moveUp, isOf: (state) => moveUp(state) },
  { group: "This block", label: "Move down", icon: "arrow-down", words: "below", keys: "Ctrl+Alt+↓", run: moveDown, isOf: (state) => moveDown(state) },
  { group: "This block", label: "More indent", icon: "indent-increase", words: "deeper nest into section item", run: indentBlocks(1), isOf: (state) => indentBlocks(1)(state) },
  { group: "This block", label: "Less indent", icon: "indent-decrease", words: "outdent out of section item", run: indentBlocks(-1), isOf: (state) => indentBlocks(-1)(state) },
  { group: "This block", label: "Duplicate", icon: "copy", words: "double clone", keys: "Ctrl+D", run: duplicate },
  { group: "This block", label: "Delete", icon: "trash-2", words: "remove", run: deleteBlocks },
];

/** The kinds among them. */
export const KINDS_OF_BLOCK = INSERTIONS.filter(
  (insertion): insertion is KindOfBlock => insertion.isOn !== undefined,
);

/** What can be done with whole blocks. */
export const BLOCK_ACTIONS = INSERTIONS.filter(({ group }) => group === "This block");
