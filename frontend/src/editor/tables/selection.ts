/** A selection of whole cells: a rectangle of one table. */
import { Fragment, type Node, type ResolvedPos, Slice } from "@tiptap/pm/model";
import { Selection, SelectionRange, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { Mappable } from "@tiptap/pm/transform";
import { attrsOf } from "../schema/kinds";
import { isTable } from "../schema/tables";
import { type Area, type CellNode, closed, type Grid, gridOf, union, within } from "./grid";

/** A cell of the document, and the table around it. */
export interface CellAt {
  table: Node;
  /** Where the table's content starts. */
  start: number;
  node: Node;
  /** In front of the cell. */
  pos: number;
}

/** The cell around a position. */
export function cellAround($pos: ResolvedPos): CellAt | null {
  for (let depth = $pos.depth; depth > 2; depth--) {
    if ($pos.node(depth).type.name !== "cell" || !isTable($pos.node(depth - 2))) continue;
    const start = $pos.start(depth - 2);
    return {
      table: $pos.node(depth - 2),
      start,
      node: $pos.node(depth),
      pos: $pos.before(depth),
    };
  }
  return null;
}

interface Cells {
  table: Node;
  start: number;
  grid: Grid<CellNode>;
  area: Area;
}

export class CellSelection extends Selection {
  /** Where each of the cells begins and ends. */
  readonly cells: { node: Node; from: number; to: number }[];
  readonly area: Area;
  private readonly table: Node;

  /** Through `between` only, which knows that there is such a selection. */
  private constructor(
    $anchor: ResolvedPos,
    $head: ResolvedPos,
    { table, start, grid, area }: Cells,
  ) {
    const { doc } = $anchor;
    const cells = within(grid, area).map(({ cell: { node, offset } }) => ({
      node,
      from: start + offset,
      to: start + offset + node.nodeSize,
    }));
    const ranges = cells.map(
      ({ from, to }) => new SelectionRange(doc.resolve(from + 1), doc.resolve(to - 1)),
    );
    super($anchor, $head, ranges);
    this.cells = cells;
    this.area = area;
    this.table = table;
  }

  /** The cells from one position's to the other's; null where they are not of one table. */
  static between($anchor: ResolvedPos, $head: ResolvedPos): CellSelection | null {
    const [anchor, head] = [cellAround($anchor), cellAround($head)];
    if (!anchor || !head || anchor.start !== head.start) return null;
    const grid = gridOf(anchor.table);
    const placed = (pos: number) =>
      grid.cells.find(({ cell }) => cell.offset === pos - anchor.start);
    const [from, to] = [placed(anchor.pos), placed(head.pos)];
    if (!from || !to) return null;
    const area = closed(grid, union(from, to));
    const { doc } = $anchor;
    const inside = ({ pos }: CellAt) => doc.resolve(pos + 1);
    return new CellSelection(inside(anchor), inside(head), { ...anchor, grid, area });
  }

  /** The cells of an area of a table; null where there are none. */
  static of(doc: Node, { start, grid }: Pick<Cells, "start" | "grid">, area: Area) {
    const cells = within(grid, area);
    const [first, last] = [cells[0], cells.at(-1)].map(
      (placed) => placed && doc.resolve(start + placed.cell.offset + 1),
    );
    return first && last ? CellSelection.between(first, last) : null;
  }

  static override fromJSON(doc: Node, { anchor, head }: { anchor: number; head: number }) {
    return restored(doc, anchor, head);
  }

  override map(doc: Node, mapping: Mappable): Selection {
    return restored(doc, mapping.map(this.anchor), mapping.map(this.head));
  }

  override eq(other: Selection): boolean {
    return (
      other instanceof CellSelection && other.anchor === this.anchor && other.head === this.head
    );
  }

  override toJSON() {
    return { type: "cells", anchor: this.anchor, head: this.head };
  }

  override getBookmark() {
    return new CellBookmark(this.anchor, this.head);
  }

  /** A table of the cells; of one cell, what is in it. */
  override content(): Slice {
    const [only] = this.cells;
    if (this.cells.length === 1 && only) return Slice.maxOpen(only.node.content);
    const { top, left, bottom, right } = this.area;
    const cells = within(gridOf(this.table), this.area);
    const rows: Node[] = [];
    for (let row = top; row < bottom; row++) {
      const found = cells.filter((cell) => cell.top === row && cell.left < right);
      rows.push(this.table.child(row).copy(Fragment.from(found.map(({ cell }) => cell.node))));
    }
    const { headerRow, headerColumn } = this.table.attrs;
    const attrs = {
      headerRow: top === 0 ? headerRow : null,
      headerColumn: left === 0 ? headerColumn : null,
    };
    return new Slice(Fragment.from(this.table.type.create(attrs, rows)), 0, 0);
  }

  /** Empties the cells; what comes in their place goes into the first. */
  override replace(tr: Transaction, content = Slice.empty): void {
    this.clear(tr);
    if (content.size > 0) tr.replaceSelection(content);
  }

  override replaceWith(tr: Transaction, node: Node): void {
    this.clear(tr);
    tr.replaceSelectionWith(node, true);
  }

  private clear(tr: Transaction): void {
    const block = tr.doc.type.schema.node("block", attrsOf({}));
    for (const { node, from, to } of this.cells.toReversed()) {
      if (!isBlank(node)) tr.replaceWith(from + 1, to - 1, block);
    }
    tr.setSelection(TextSelection.near(tr.doc.resolve((this.cells[0]?.from ?? 0) + 1)));
  }
}

CellSelection.prototype.visible = false;
Selection.jsonID("cells", CellSelection);

class CellBookmark {
  constructor(
    private readonly anchor: number,
    private readonly head: number,
  ) {}

  map(mapping: Mappable): CellBookmark {
    return new CellBookmark(mapping.map(this.anchor), mapping.map(this.head));
  }

  resolve(doc: Node): Selection {
    return restored(doc, this.anchor, this.head);
  }
}

/** Whether there is nothing but one plain empty block in a cell. */
export function isBlank(cell: Node): boolean {
  return cell.childCount === 1 && cell.firstChild?.isTextblock === true && cell.content.size === 2;
}

function restored(doc: Node, anchor: number, head: number): Selection {
  const size = doc.content.size;
  const [$anchor, $head] = [anchor, head].map((pos) => doc.resolve(Math.min(pos, size))) as [
    ResolvedPos,
    ResolvedPos,
  ];
  return CellSelection.between($anchor, $head) ?? Selection.near($head);
}
