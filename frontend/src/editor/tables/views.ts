/** Draws tables in the editor. What is a header, and over what cells reach, comes as decorations. */
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type NodeView } from "@tiptap/pm/view";
import {
  type CellDrawing,
  cellDrawing,
  cellTag,
  drawBox,
  drawCell,
  drawTable,
  tablesOf,
} from "./drawing";
import { gridOf } from "./grid";
import { CellSelection } from "./selection";

const PLAIN: CellDrawing = { scope: null, colspan: 1, rowspan: 1 };

export function tableViews(): Plugin {
  let shown: Node | null = null;
  let drawings = DecorationSet.empty;
  const decorations = ({ doc, selection }: EditorState) => {
    if (doc !== shown) drawings = drawingsOf(doc);
    shown = doc;
    if (!(selection instanceof CellSelection)) return drawings;
    return drawings.add(doc, selectedCells(selection));
  };
  return new Plugin({
    props: {
      decorations,
      nodeViews: {
        table: (node) => new TableView(node),
        cell: (node, _view, _getPos, decorations) => new CellView(node, decorations),
      },
    },
  });
}

function drawingsOf(doc: Node): DecorationSet {
  const found = tablesOf(doc).flatMap(({ table, pos }) =>
    gridOf(table).cells.flatMap((placed) => {
      const { scope, colspan, rowspan } = cellDrawing(table, placed);
      if (!scope && colspan === 1 && rowspan === 1) return [];
      const from = pos + 1 + placed.cell.offset;
      const to = from + placed.cell.node.nodeSize;
      return [Decoration.node(from, to, {}, { isCell: true, scope, colspan, rowspan })];
    }),
  );
  return found.length > 0 ? DecorationSet.create(doc, found) : DecorationSet.empty;
}

function selectedCells({ cells }: CellSelection): Decoration[] {
  return cells.map(({ from, to }) => Decoration.node(from, to, { class: "is-selected" }));
}

class TableView implements NodeView {
  readonly dom = document.createElement("div");
  readonly contentDOM = document.createElement("tbody");
  private readonly table = document.createElement("table");
  private readonly columns = document.createElement("colgroup");

  constructor(private node: Node) {
    this.dom.className = "table";
    this.table.append(this.columns, this.contentDOM);
    this.dom.append(this.table);
    this.draw();
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.draw();
    return true;
  }

  /** The element and its columns are ours; what is written is in the body. */
  ignoreMutation({ target, type }: { target: globalThis.Node; type: string }): boolean {
    return type !== "selection" && !this.contentDOM.contains(target);
  }

  private draw(): void {
    drawBox(this.dom, this.node);
    drawTable(this.table, this.columns, this.node);
  }
}

class CellView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  private readonly tag: string;

  constructor(
    private node: Node,
    decorations: readonly Decoration[],
  ) {
    const drawing = drawingIn(decorations);
    this.tag = cellTag(drawing);
    this.dom = this.contentDOM = document.createElement(this.tag);
    drawCell(this.dom, node, drawing);
  }

  update(node: Node, decorations: readonly Decoration[]): boolean {
    const drawing = drawingIn(decorations);
    if (node.type !== this.node.type || cellTag(drawing) !== this.tag) return false;
    this.node = node;
    drawCell(this.dom, node, drawing);
    return true;
  }

  ignoreMutation({ target, type }: { target: globalThis.Node; type: string }): boolean {
    return type === "attributes" && target === this.dom;
  }
}

function drawingIn(decorations: readonly Decoration[]): CellDrawing {
  const { spec } = decorations.find(({ spec }) => spec.isCell) ?? { spec: PLAIN };
  return spec as CellDrawing;
}
