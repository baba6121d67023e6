/** The parts of a document that are shown as what they stand for: formulas and diagrams. */
import type { Node, ResolvedPos } from "@tiptap/pm/model";
import { type EditorState, TextSelection } from "@tiptap/pm/state";
import { isBlock, isDiagram } from "../schema/kinds";

/** A formula among the words, one that is a block, or a diagram. */
export type PieceKind = "formula" | "display" | "diagram";

export interface Piece {
  kind: PieceKind;
  /** Offsets in the text of its block. */
  from: number;
  to: number;
  source: string;
}

const known = new WeakMap<Node, readonly Piece[]>();

/** The pieces of a block, in order; looked for once, as a block that changes is another node. */
export function piecesOf(block: Node): readonly Piece[] {
  const pieces = known.get(block) ?? findPieces(block);
  known.set(block, pieces);
  return pieces;
}

/** The piece that is all of its block, if there is one. */
export function wholePiece(block: Node): Piece | null {
  const [piece] = isBlock(block) ? piecesOf(block) : [];
  return piece && piece.kind !== "formula" ? piece : null;
}

/** The formula among the words that touches the position. */
export function formulaAt({ parent, parentOffset }: ResolvedPos): Piece | null {
  if (!isBlock(parent)) return null;
  const touches = ({ kind, from, to }: Piece) =>
    kind === "formula" && from <= parentOffset && parentOffset <= to;
  return piecesOf(parent).find(touches) ?? null;
}

/** The piece that is being written, which shows its source; nobody else sees it open. */
export function openPiece(state: EditorState): Piece | null {
  const { selection } = state;
  const { $from, $to } = selection;
  if (!(selection instanceof TextSelection) || !$from.sameParent($to)) return null;
  const whole = wholePiece($from.parent);
  if (whole) return whole;
  const piece = formulaAt($from);
  if (!piece || $to.parentOffset > piece.to) return null;
  const isAtEdge = $from.pos === $to.pos && (isStart(piece, $from) || isEnd(piece, $from));
  return !isAtEdge || writesFormula(state) ? piece : null;
}

/** Whether what is typed at the cursor is LaTeX: at its edges, one can be inside a formula or not. */
export function writesFormula({ schema, storedMarks, selection }: EditorState): boolean {
  return schema.marks.math?.isInSet(storedMarks ?? selection.$from.marks()) !== undefined;
}

export function isStart({ from }: Piece, { parentOffset }: ResolvedPos): boolean {
  return parentOffset === from;
}

export function isEnd({ to }: Piece, { parentOffset }: ResolvedPos): boolean {
  return parentOffset === to;
}

function findPieces(block: Node): Piece[] {
  if (block.attrs.kind === "math") return [whole("display", block)];
  if (isDiagram(block)) return [whole("diagram", block)];
  if (block.attrs.kind === "code") return [];
  const pieces: Piece[] = [];
  block.forEach((node, from) => {
    if (!node.marks.some(({ type }) => type.name === "math")) return;
    const to = from + node.nodeSize;
    const last = pieces.at(-1);
    if (last?.to !== from) {
      pieces.push({ kind: "formula", from, to, source: node.text ?? "" });
    } else {
      last.to = to;
      last.source += node.text ?? "";
    }
  });
  return pieces;
}

function whole(kind: PieceKind, { content, textContent }: Node): Piece {
  return { kind, from: 0, to: content.size, source: textContent };
}
