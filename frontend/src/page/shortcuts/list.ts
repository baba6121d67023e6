/** Every shortcut there is. A test holds the tooltips of the templates to it. */

export interface Shortcut {
  label: string;
  /** As on a keyboard with Ctrl; Macs are told their own signs. */
  keys: string;
  /** Where a Mac's keys are others altogether. */
  mac?: string;
}

export interface Section {
  title: string;
  shortcuts: Shortcut[];
}

export const SECTIONS: Section[] = [
  section("Format", {
    Bold: "Ctrl+B",
    Italic: "Ctrl+I",
    Underline: "Ctrl+U",
    Strikethrough: "Ctrl+Shift+S",
    Code: "Ctrl+E",
    Link: "Ctrl+K",
    Highlight: "Ctrl+Shift+H",
    Superscript: "Ctrl+.",
    Subscript: "Ctrl+,",
    Formula: "Ctrl+Shift+M",
    "Clear formats": "Ctrl+\\",
  }),
  section("Kind of text", {
    Text: "Ctrl+Alt+0",
    "Heading 1": "Ctrl+Alt+1",
    "Heading 2": "Ctrl+Alt+2",
    "Heading 3": "Ctrl+Alt+3",
    "Heading 4": "Ctrl+Alt+4",
    Quote: "> Space",
    Note: "[!note]",
    Tip: "[!tip]",
    Warning: "[!warning]",
    Collapsible: ">> Space",
    "Code block": "```",
    Diagram: "```mermaid",
    "Formula block": "$$ Space",
    "Horizontal rule": "---",
    "Page break": "Ctrl+Shift+Enter",
  }),
  section("Lists", {
    "Numbered list": "Ctrl+Shift+7",
    "Bulleted list": "Ctrl+Shift+8",
    "Task list": "Ctrl+Shift+9",
    "Tick a task, open or close a section": "Ctrl+Enter",
    "More indent": "Tab",
    "Less indent": "Shift+Tab",
  }),
  section("Tables", {
    "Next cell": "Tab",
    "Previous cell": "Shift+Tab",
    "Select cells": "Shift+↑ ↓ ← →",
    "Move row": "Ctrl+Alt+Shift+↑ ↓",
    "Move column": "Ctrl+Alt+Shift+← →",
    "Column wider": "Ctrl+Alt+.",
    "Column narrower": "Ctrl+Alt+,",
  }),
  section("Alignment", {
    Start: "Ctrl+Shift+L",
    Centre: "Ctrl+Shift+E",
    End: "Ctrl+Shift+R",
    Justify: "Ctrl+Shift+J",
  }),
  section("Editing", {
    Undo: "Ctrl+Z",
    Redo: "Ctrl+Shift+Z",
    "Insert something": "/",
    "Mention or date": "@",
    "Look at the mention or date": "Alt+Enter",
    Emoji: ":smile",
    "New line in the block": "Shift+Enter",
    "Move up": "Ctrl+Alt+↑",
    "Move down": "Ctrl+Alt+↓",
    Duplicate: "Ctrl+D",
    "Paste without formats": "Ctrl+Shift+V",
  }),
  {
    title: "Find",
    shortcuts: [
      { label: "Find", keys: "Ctrl+F" },
      { label: "Find and replace", keys: "Ctrl+H", mac: "Alt+Ctrl+F" },
      { label: "Next match", keys: "F3", mac: "Ctrl+G" },
      { label: "Previous match", keys: "Shift+F3", mac: "Shift+Ctrl+G" },
      { label: "Match case", keys: "Alt+C" },
      { label: "Whole words", keys: "Alt+W" },
      { label: "Regular expression", keys: "Alt+R" },
    ],
  },
  section("Getting around", {
    "View or edit": "Ctrl+Alt+Shift+E",
    "Focus mode": "Ctrl+Alt+Shift+F",
    "Toolbar, or tools of what is selected": "Alt+F10",
    "Back to the text": "Escape",
    "Out of the text": "Escape Tab",
    "Keyboard shortcuts": "Ctrl+/",
  }),
];

function section(title: string, keys: Record<string, string>): Section {
  return { title, shortcuts: Object.entries(keys).map(([label, keys]) => ({ label, keys })) };
}
