/** Tables in the editor. */
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { columnLine } from "./columnLine";
import { tableKeys } from "./keys";
import { tablePaste } from "./paste";
import { tableSelections } from "./select";
import { tableViews } from "./views";

export const Tables = Extension.create({
  name: "tables",
  // Its keys come before those of the text, and behind those of the slash menu.
  priority: 800,
  addProseMirrorPlugins: () => [
    tableKeys(),
    tableSelections(),
    tableViews(),
    tablePaste(),
    new Plugin({ view: columnLine }),
  ],
});
