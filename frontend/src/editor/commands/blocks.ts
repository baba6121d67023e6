/** Commands that change what the selected blocks are. They set attributes and nothing else. */
import type { Node } from "@tiptap/pm/model";
import type { Command, EditorState, Transaction } from "@tiptap/pm/state";
import {
  type Alignment,
  attrsOf,
  isBlock,
  type Kind,
  type Level,
  type Shape,
  shapeOf,
  type Tone,
} from "../schema/kinds";
import { indent } from "./indent";

interface Placed {
  node: Node;
  pos: number;
}

/** Turns the selected blocks into this kind; if all of them are of it already, into paragraphs. */
export function toggleKind(kind: Kind, level: Level = 1): Command {
  return (state, dispatch) => {
    const target = isEverywhere(state, kind, level) ? "paragraph" : kind;
    return setKind(target, level)(state, dispatch);
  };
}

export function setKind(kind: Kind, level: Level = 1): Command {
  return reshape((shape) => ({ ...shape, kind, level }));
}

export function setCallout(tone: Tone): Command {
  return reshape((shape) => ({ ...shape, kind: "callout", tone }));
}

export function setAlign(align: Alignment): Command {
  return reshape((shape) => ({ ...shape, align }));
}

/** Ticks the selected tasks; unticks them when all of them are ticked. */
export const toggleChecked: Command = (state, dispatch) => {
  const tasks = selectedBlocks(state).filter(({ node }) => shapeOf(node.attrs).kind === "task");
  if (tasks.length === 0) return false;
  const checked = !tasks.every(({ node }) => shapeOf(node.attrs).checked);
  return reshape((shape) => (shape.kind === "task" ? { ...shape, checked } : shape))(
    state,
    dispatch,
  );
};

/** One step back towards a plain paragraph: out of an indented list, else out of the kind. */
export const demote: Command = (state, dispatch) => {
  const shape = shapeOf(state.selection.$from.parent.attrs);
  if (shape.indent > 0) return indent(-1)(state, dispatch);
  return shape.kind !== "paragraph" && setKind("paragraph")(state, dispatch);
};

/** Whether every selected block is aligned so. */
export function isAligned(state: EditorState, align: Alignment): boolean {
  const blocks = selectedBlocks(state);
  return blocks.length > 0 && blocks.every(({ node }) => shapeOf(node.attrs).align === align);
}

/** Whether every selected block is of this kind (and level, for headings). */
export function isEverywhere(state: EditorState, kind: Kind, level: Level = 1): boolean {
  const blocks = selectedBlocks(state);
  return (
    blocks.length > 0 &&
    blocks.every(({ node }) => {
      const shape = shapeOf(node.attrs);
      return shape.kind === kind && (kind !== "heading" || shape.level === level);
    })
  );
}

/** Whether every selected block is a callout of this tone. */
export function isCallout(state: EditorState, tone: Tone): boolean {
  const shapes = selectedBlocks(state).map(({ node }) => shapeOf(node.attrs));
  return shapes.length > 0 && shapes.every((s) => s.kind === "callout" && s.tone === tone);
}

export function selectedBlocks(state: EditorState): Placed[] {
  const found: Placed[] = [];
  for (const { $from, $to } of state.selection.ranges) {
    state.doc.nodesBetween($from.pos, $to.pos, (node, pos) => {
      if (isBlock(node)) found.push({ node, pos });
      return !isBlock(node);
    });
  }
  return found;
}

/** Sets only the attributes that differ, each by itself, so that others' changes stay. */
export function setShape(tr: Transaction, pos: number, shape: Partial<Shape>): Transaction {
  const before = tr.doc.nodeAt(pos)?.attrs ?? {};
  for (const [name, value] of Object.entries(attrsOf(shape))) {
    if (before[name] !== value) tr.setNodeAttribute(pos, name, value);
  }
  return tr;
}

export function reshape(change: (shape: Shape) => Shape): Command {
  return (state, dispatch) => {
    const { tr } = state;
    for (const { node, pos } of selectedBlocks(state)) {
      setShape(tr, pos, change(shapeOf(node.attrs)));
    }
    if (!tr.docChanged) return false;
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}
