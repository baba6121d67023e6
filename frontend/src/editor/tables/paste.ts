/** What is pasted as cells goes into cells: those from the cursor on, of a table that grows as it must. */
import { Fragment, type Node, type Schema, Slice } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { type ProsemirrorBinding, updateYFragment, ySyncPluginKey } from "@tiptap/y-tiptap";
import type { XmlElement } from "yjs";
import { setIn } from "../clipboard/setIn";
import { giveTexts } from "../collaboration/binding";
import { attrsOf, isCode } from "../schema/kinds";
import { isTable, MAX_COLUMNS } from "../schema/tables";
import { hereIn, putCursor, tableHere, writeTable } from "./edit";
import { type Area, at, type Grid, gridOf } from "./grid";
import { CellSelection } from "./selection";
import { sharedGrid } from "./shared";
import { insertColumn, insertRow } from "./structure";
import { rowsOfTabs } from "./tabs";

export function tablePaste(): Plugin {
  return new Plugin({
    props: {
      handlePaste: (view, event, slice) => {
        if (isCode(view.state.selection.$from.parent)) return false;
        const table = tableIn(slice) ?? tableOfTabs(event.clipboardData, view.state.schema);
        if (tableHere(view.state)) return intoTable(view, table, slice);
        return table ? asTable(view, table) : false;
      },
    },
  });
}

/** The table, where nothing else was copied. */
function tableIn({ content }: Slice): Node | null {
  const only = content.childCount === 1 ? content.firstChild : null;
  return only && isTable(only) ? only : null;
}

function tableOfTabs(data: DataTransfer | null, schema: Schema): Node | null {
  const rows = data?.getData("text/html") === "" ? rowsOfTabs(data.getData("text/plain")) : null;
  const cell = (words: string) =>
    schema.node(
      "cell",
      null,
      schema.node("block", attrsOf({}), words ? schema.text(words) : undefined),
    );
  return (
    rows &&
    schema.node(
      "table",
      null,
      rows.map((row) => schema.node("row", null, row.map(cell))),
    )
  );
}

function asTable(view: EditorView, table: Node): boolean {
  const { tr, schema } = view.state;
  tr.replaceSelection(setIn(new Slice(Fragment.from(table), 0, 0), view.state));
  if (tr.doc.lastChild && isTable(tr.doc.lastChild)) {
    tr.insert(tr.doc.content.size, schema.node("block", attrsOf({})));
  }
  view.dispatch(tr.scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste"));
  return true;
}

function intoTable(view: EditorView, table: Node | null, slice: Slice): boolean {
  const blocks = slice.content.content.flatMap((node) => (isTable(node) ? blocksOf(node) : [node]));
  const { selection, schema } = view.state;
  const isMany = selection instanceof CellSelection && selection.cells.length > 1;
  if (table) return intoCells(view, table);
  if (isMany && blocks.length > 0) return intoCells(view, tableOfOne(schema, blocks));
  if (!slice.content.content.some(isTable)) return false;
  // A cell holds no tables: of those among other things only the blocks are left.
  view.dispatch(
    view.state.tr.replaceSelection(Slice.maxOpen(Fragment.from(blocks))).scrollIntoView(),
  );
  return true;
}

function blocksOf(table: Node): Node[] {
  return gridOf(table).cells.flatMap(({ cell }) => cell.node.content.content);
}

/** Some blocks, or words, as what a cell holds. */
function tableOfOne(schema: Schema, content: Node[]): Node {
  const blocks = content.every(({ isInline }) => isInline)
    ? [schema.node("block", attrsOf({}), content)]
    : content;
  return schema.node("table", null, schema.node("row", null, schema.node("cell", null, blocks)));
}

/** Cells that have been selected for it are filled, over and over where they are many times as many. */
function intoCells(view: EditorView, pasted: Node): boolean {
  const here = tableHere(view.state);
  if (!here) return false;
  const source = gridOf(pasted);
  const area = targetOf(here.area, source);
  const isOfCells = view.state.selection instanceof CellSelection;
  const binding: ProsemirrorBinding = ySyncPluginKey.getState(view.state).binding;
  writeTable(view, here.index, (table) => {
    grow(table, area);
    const target = sharedGrid(table);
    const written = new Set<XmlElement>();
    for (let row = area.top; row < area.bottom; row++) {
      for (let column = area.left; column < area.right; column++) {
        const element = at(target, row, column)?.cell.element;
        const [from, left] = [
          (row - area.top) % source.height,
          (column - area.left) % source.width,
        ];
        const found = at(source, from, left);
        const begins = found?.top === from && found.left === left;
        if (!element || !begins || written.has(element)) continue;
        written.add(element);
        updateYFragment(binding.doc, element, filled(element, found.cell.node), binding);
      }
    }
    giveTexts(table);
  });
  if (isOfCells) select(view, here.index, area);
  else putCursor(view, here.index, { row: area.bottom - 1, column: area.right - 1 });
  return true;
}

/** The selected cells, where what is pasted fits in them so many times; else as many as are pasted. */
function targetOf(area: Area, { height, width }: Grid): Area {
  const { top, left, bottom, right } = area;
  const fits = (bottom - top) % height === 0 && (right - left) % width === 0;
  if (fits) return area;
  return { top, left, bottom: top + height, right: Math.min(left + width, MAX_COLUMNS) };
}

function select(view: EditorView, index: number, area: Area): void {
  const { doc, tr } = view.state;
  const here = hereIn(doc, index, area);
  const cells = here && CellSelection.of(doc, here, area);
  if (cells) view.dispatch(tr.setSelection(cells).scrollIntoView());
}

function grow(table: XmlElement, { bottom, right }: Area): void {
  for (let { height } = sharedGrid(table); height < bottom; height++) insertRow(table, height);
  for (let { width } = sharedGrid(table); width < right; width++) insertColumn(table, width);
}

/** The cell as it is, with what the other holds. */
function filled(element: XmlElement, { type, attrs, content }: Node): Node {
  const before: Record<string, unknown> = element.getAttributes();
  const { colspan, rowspan, width, background } = before;
  return type.create(
    { colspan, rowspan, width, background: attrs.background ?? background },
    content,
  );
}
