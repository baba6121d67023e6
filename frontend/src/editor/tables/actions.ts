/** What can be done with tables, as menus offer it. */
import type { Command, EditorState } from "@tiptap/pm/state";
import { indentBlocks } from "../commands/indent";
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumns,
  deleteRows,
  deleteTable,
  type Header,
  hasHeader,
  merge,
  split,
  toggleHeader,
} from "./commands";
import { tableHere } from "./edit";
import { moveColumn, moveRow } from "./moves";
import { WIDTH_STEP, widen } from "./widths";

export const PARTS = ["Row", "Column", "Cells", "Table"] as const;
export type Part = (typeof PARTS)[number];

export interface TableAction {
  part: Part;
  label: string;
  icon: string;
  keys?: string;
  run: Command;
  /** Of what can be on or off. */
  isOn?: (state: EditorState) => boolean;
}

function header(name: Header): (state: EditorState) => boolean {
  return (state) => {
    const here = tableHere(state);
    return here !== null && hasHeader(name, here);
  };
}

// biome-ignore format: a table
export const TABLE_ACTIONS: readonly TableAction[] = [
  { part: "Row", label: "Insert row above", icon: "plus", run: addRowBefore },
  { part: "Row", label: "Insert row below", icon: "plus", run: addRowAfter },
  { part: "Row", label: "Move row up", icon: "arrow-up", keys: "Ctrl+Alt+Shift+↑", run: moveRow(-1) },
  { part: "Row", label: "Move row down", icon: "arrow-down", keys: "Ctrl+Alt+Shift+↓", run: moveRow(1) },
  { part: "Row", label: "Delete row", icon: "trash-2", run: deleteRows },
  { part: "Column", label: "Insert column before", icon: "plus", run: addColumnBefore },
  { part: "Column", label: "Insert column after", icon: "plus", run: addColumnAfter },
  { part: "Column", label: "Move column back", icon: "arrow-left", keys: "Ctrl+Alt+Shift+←", run: moveColumn(-1) },
  { part: "Column", label: "Move column on", icon: "arrow-right", keys: "Ctrl+Alt+Shift+→", run: moveColumn(1) },
  { part: "Column", label: "Wider", icon: "unfold-horizontal", keys: "Ctrl+Alt+.", run: widen(WIDTH_STEP) },
  { part: "Column", label: "Narrower", icon: "fold-horizontal", keys: "Ctrl+Alt+,", run: widen(-WIDTH_STEP) },
  { part: "Column", label: "Delete column", icon: "trash-2", run: deleteColumns },
  { part: "Cells", label: "Merge cells", icon: "table-cells-merge", run: merge },
  { part: "Cells", label: "Split cell", icon: "table-cells-split", run: split },
  { part: "Table", label: "Header row", icon: "panel-top", run: toggleHeader("headerRow"), isOn: header("headerRow") },
  { part: "Table", label: "Header column", icon: "panel-left", run: toggleHeader("headerColumn"), isOn: header("headerColumn") },
  { part: "Table", label: "More indent", icon: "indent-increase", run: indentBlocks(1) },
  { part: "Table", label: "Less indent", icon: "indent-decrease", run: indentBlocks(-1) },
  { part: "Table", label: "Delete table", icon: "trash-2", run: deleteTable },
];
