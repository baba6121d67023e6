/** Commands on links and marks. */
import { toggleMark } from "@tiptap/pm/commands";
import type { Mark } from "@tiptap/pm/model";
import type { Command, EditorState } from "@tiptap/pm/state";
import { isCode } from "../schema/kinds";

export interface Span {
  from: number;
  to: number;
}

export interface PlacedLink extends Span {
  href: string;
}

/** Switches a character format on or off; never in code. */
export function toggleFormat(name: string): Command {
  return (state, dispatch, view) => {
    const type = state.schema.marks[name];
    if (!type || isCode(state.selection.$from.parent)) return false;
    return toggleMark(type)(state, dispatch, view);
  };
}

/** Whether the selection (or what will be typed) has the format. */
export function hasFormat(state: EditorState, name: string): boolean {
  const type = state.schema.marks[name];
  if (!type) return false;
  const { from, to, empty, $from } = state.selection;
  if (empty) return type.isInSet(state.storedMarks ?? $from.marks()) !== undefined;
  return state.doc.rangeHasMark(from, to, type);
}

/** The link around the cursor, or where the selection starts. */
export function linkAt({ selection: { $from } }: EditorState): PlacedLink | null {
  const block = $from.parent;
  const start = $from.start();
  let found: PlacedLink | null = null;
  let runStart = 0;
  let runMark: Mark | undefined;
  block.forEach((node, offset) => {
    const mark = node.marks.find((candidate) => candidate.type.name === "link");
    if (!mark || !runMark?.eq(mark)) runStart = offset;
    runMark = mark;
    const end = offset + node.nodeSize;
    if (mark && runStart <= $from.parentOffset && $from.parentOffset <= end) {
      found = { from: start + runStart, to: start + end, href: String(mark.attrs.href) };
    }
  });
  return found;
}

/** Links the span; text is put in first where the span is empty. */
export function setLink(span: Span, href: string): Command {
  return (state, dispatch) => {
    const type = state.schema.marks.link;
    if (!type) return false;
    const { tr } = state;
    let { from, to } = span;
    if (from === to) {
      tr.insertText(href, from);
      to = from + href.length;
    }
    dispatch?.(tr.removeMark(from, to, type).addMark(from, to, type.create({ href })));
    return true;
  };
}

export function removeLink(span: Span): Command {
  return (state, dispatch) => {
    const type = state.schema.marks.link;
    if (!type) return false;
    dispatch?.(state.tr.removeMark(span.from, span.to, type));
    return true;
  };
}
