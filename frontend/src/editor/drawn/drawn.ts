/**
 * Shows formulas and diagrams as they are meant to look, and their source while somebody here writes in them.
 *
 * The source is text like any other, which all can write in; what is drawn from it is decoration.
 */
import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import {
  type EditorState,
  Plugin,
  PluginKey,
  TextSelection,
  type Transaction,
} from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { isBlock } from "../schema/kinds";
import { changeBetween, mapThrough } from "../view/changed";
import { Artist } from "./artist";
import { Holder, type Memory } from "./holder";
import { onArrow } from "./keys";
import type { Draw } from "./outcome";
import {
  openPiece,
  type Piece,
  type PieceKind,
  piecesOf,
  wholePiece,
  writesFormula,
} from "./pieces";
import { keepSide } from "./side";

/** The piece that somebody here writes in. */
interface Open {
  piece: Piece;
  /** Where the text of its block begins. */
  start: number;
  draw: Draw;
}

export interface DrawnState {
  /** Whether somebody has been in the text: until then the cursor only happens to be somewhere. */
  isAwake: boolean;
  /** The decorations of all pieces as they are when nobody writes in them. */
  all: DecorationSet;
  open: Open | null;
  shown: DecorationSet;
}

const HINTS: Record<PieceKind, string> = {
  formula: "",
  display: "Write a formula in LaTeX",
  diagram: "Write a diagram in Mermaid, such as: flowchart LR",
};

export const drawnKey = new PluginKey<DrawnState>("drawn");

export const DrawnPieces = Extension.create({
  name: "drawn",
  // Its keys come before those of the text.
  priority: 850,

  addProseMirrorPlugins() {
    const drawing = new Drawing();
    return [
      new Plugin<DrawnState>({
        key: drawnKey,
        state: {
          init: (_, { doc }) => {
            const all = drawing.all(doc, DecorationSet.empty);
            return { isAwake: false, all, open: null, shown: all };
          },
          apply: (tr, drawn, before, state) => drawing.next(tr, drawn, before, state),
        },
        appendTransaction: keepSide,
        props: {
          decorations: (state) => drawnKey.getState(state)?.shown,
          handleKeyDown: onArrow,
        },
        view: (view) => drawing.serve(view),
      }),
    ];
  },
});

class Drawing {
  private readonly artist = new Artist(() => this.redraw());
  private view: EditorView | null = null;
  private live: Holder | null = null;
  private isLate = false;

  serve(view: EditorView) {
    this.view = view;
    // What draws is here before the view where it was kept: it could not be told then.
    if (this.isLate) queueMicrotask(() => this.redraw());
    return {
      update: () => this.follow(),
      destroy: () => {
        this.view = null;
      },
    };
  }

  /** All that is drawn; of what has been drawn before, `known` knows how it looked. */
  all(doc: Node, known: DecorationSet): DecorationSet {
    const found: Decoration[] = [];
    doc.descendants((node, pos) => {
      if (isBlock(node)) found.push(...this.closed(node, pos, memoryIn(known, node, pos)));
      return !node.isTextblock;
    });
    return DecorationSet.create(doc, found);
  }

  next(tr: Transaction, drawn: DrawnState, before: EditorState, state: EditorState): DrawnState {
    const isRemote = tr.getMeta(ySyncPluginKey)?.isChangeOrigin === true;
    const isUsed = tr.selectionSet || tr.docChanged || tr.storedMarksSet;
    const isAwake = drawn.isAwake || (isUsed && !isRemote);
    const all = tr.getMeta(drawnKey)
      ? this.all(state.doc, drawn.all)
      : tr.docChanged
        ? this.changed(drawn.all, before.doc, state.doc)
        : drawn.all;
    const open = isAwake ? this.openIn(state) : null;
    const isSame = open?.piece === drawn.open?.piece && open?.start === drawn.open?.start;
    const isPending = writesFormula(state) || writesFormula(before);
    if (all === drawn.all && isSame && !isPending) return { ...drawn, isAwake };
    return { isAwake, all, open, shown: this.withOpen(all, open, state) };
  }

  private changed(set: DecorationSet, before: Node, doc: Node): DecorationSet {
    const change = changeBetween(before, doc);
    if (!change) return set;
    let next = mapThrough(change, set, doc);
    doc.nodesBetween(change.start, change.newEnd, (node, pos) => {
      if (!isBlock(node)) return true;
      const memory = memoryIn(next, node, pos);
      next = next.remove(next.find(pos + 1, pos + node.nodeSize - 1));
      next = next.add(doc, this.closed(node, pos, memory));
      return false;
    });
    return next;
  }

  private closed(block: Node, pos: number, memory: Memory): Decoration[] {
    const start = pos + 1;
    return piecesOf(block).flatMap((piece) => {
      const whole = { piece, memory };
      if (wholePiece(block)?.source === "") {
        const hint = { class: "is-empty", "data-placeholder": HINTS[piece.kind] };
        return [Decoration.node(pos, pos + block.nodeSize, hint)];
      }
      if (!this.artist.canDraw(piece)) return [];
      const [from, to] = [start + piece.from, start + piece.to];
      const draw = (view: EditorView, getPos: () => number | undefined) =>
        this.artist.drawClosed(piece, memory, () => enter(view, piece, getPos()));
      return [
        Decoration.inline(from, to, sourceAttrs(piece), whole),
        Decoration.widget(to, draw, {
          ...whole,
          side: piece.kind === "formula" ? -1 : 1,
          key: this.artist.nameOf(piece),
          ignoreSelection: true,
        }),
      ];
    });
  }

  private withOpen(all: DecorationSet, open: Open | null, state: EditorState) {
    const { doc, selection } = state;
    if (!open) return writesFormula(state) ? all.add(doc, [pending(selection.from)]) : all;
    const { piece, start } = open;
    const [from, to] = [start + piece.from, start + piece.to];
    // Not the same objects always: a block that others have not changed may be made anew, too.
    const closed = all.find(from, to, (spec) => spec.piece?.from === piece.from);
    const memory = memoryOf(closed);
    return all.remove(closed).add(doc, this.opened(open, from, to, memory));
  }

  private openIn(state: EditorState): Open | null {
    const piece = openPiece(state);
    if (!piece) return null;
    const draw: Draw = (source, isWanted) => this.artist.draw({ ...piece, source }, isWanted);
    return { piece, start: state.selection.$from.start(), draw };
  }

  private opened({ piece, draw }: Open, from: number, to: number, memory: Memory): Decoration[] {
    if (piece.kind === "formula")
      return [Decoration.inline(from, to, { class: "drawn-open", spellcheck: "false" })];
    const decorations = [Decoration.node(from - 1, to + 1, { class: "is-open" })];
    if (!this.artist.canDraw(piece)) return decorations;
    const make = () => {
      this.live = new Holder("is-live", draw, memory);
      return this.live.element;
    };
    // Behind an empty last line, which is not seen unless something is in it.
    if (piece.source.endsWith("\n")) {
      decorations.push(Decoration.widget(to, () => document.createElement("br"), { side: 1 }));
    }
    return [
      ...decorations,
      Decoration.widget(to, make, { side: 2, key: `live ${this.artist.look}` }),
    ];
  }

  /** What is drawn live keeps its element, so that it does not flicker, and is told the source. */
  private follow(): void {
    const open = this.view && drawnKey.getState(this.view.state)?.open;
    if (open && open.piece.kind !== "formula") void this.live?.show(open.piece.source);
  }

  private redraw(): void {
    this.isLate = !this.view;
    if (!this.view) return;
    this.artist.drawInPauses(() => this.view?.dispatch(this.view.state.tr.setMeta(drawnKey, true)));
  }
}

/** How the block looked when it was drawn last. */
function memoryIn(set: DecorationSet, block: Node, pos: number): Memory {
  return memoryOf(wholePiece(block) ? set.find(pos + 1, pos + block.nodeSize - 1) : []);
}

function memoryOf(decorations: readonly Decoration[]): Memory {
  return decorations.find(({ spec }) => spec.memory)?.spec.memory ?? { last: null };
}

/** A formula's drawing says what it is to those who do not see it, too; a diagram's source does. */
function sourceAttrs({ kind }: Piece) {
  const isHidden = kind !== "diagram" && { "aria-hidden": "true" };
  return { class: `drawn-source source-${kind}`, ...isHidden };
}

/** Says where a formula is about to be that has no letter yet. */
function pending(pos: number): Decoration {
  const draw = () => {
    const hint = document.createElement("span");
    hint.className = "drawn-pending";
    hint.textContent = "LaTeX…";
    return hint;
  };
  return Decoration.widget(pos, draw, { side: 1, key: "pending", ignoreSelection: true });
}

/** Puts the cursor behind the last character of the source, which is shown then. */
function enter(view: EditorView, { kind }: Piece, pos: number | undefined): void {
  if (pos === undefined || !view.editable) return;
  const { tr, doc, schema } = view.state;
  tr.setSelection(TextSelection.create(doc, pos));
  const math = schema.marks.math?.create();
  if (kind === "formula" && math) tr.setStoredMarks(math.addToSet(tr.selection.$from.marks()));
  view.dispatch(tr);
  view.focus();
}
