/** Where somebody is in the text that the server has drawn, and the same place in the editor. */
import type { Editor } from "@tiptap/core";
import type { Node as Block } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import { firstWhere, isDrawn, readingArea } from "../editor/view/area";

/** A place in a line; by its words too, as others may have written above it since. */
interface Spot {
  line: number;
  words: string;
  offset: number;
}

export interface Place {
  /** Of a page that has been scrolled: the first line in view, and how far down it stands. */
  top: (Spot & { y: number }) | null;
  selection: { anchor: Spot; head: Spot } | null;
}

/** One of the editor's blocks that hold text, or stand for themselves. */
interface Leaf {
  node: Block;
  pos: number;
}

/** What the server marks as a line is one of the editor's leaves. */
const LINE = "[data-block]";

export function placeIn(mount: HTMLElement): Place {
  const lines = [...mount.querySelectorAll(LINE)];
  const spot = (line: Element, offset: number): Spot => ({
    line: lines.indexOf(line),
    words: wordsIn(lineRange(line)),
    offset,
  });
  const top = window.scrollY > 0 ? firstInView(mount) : null;
  return {
    top: top && { ...spot(top, 0), y: topOf(top) },
    selection: selectionIn(mount, spot),
  };
}

/** Scrolls the editor to the place, and selects there what was selected. */
export function restorePlace(editor: Editor, { top, selection }: Place): void {
  if (!top && !selection) return;
  const leaves = leavesOf(editor.state.doc);
  if (top) {
    const leaf = leafAt(leaves, top);
    const element = leaf && lineElement(editor, leaf);
    if (element && isDrawn(element)) window.scrollBy(0, topOf(element) - top.y);
  }
  if (selection) {
    select(editor, posAt(leaves, selection.anchor), posAt(leaves, selection.head));
  }
}

/** The first line that is not hidden by the bar; only what is near it is laid out for that. */
function firstInView(mount: HTMLElement): Element | null {
  const { top } = readingArea();
  const isInView = ({ bottom }: DOMRect) => bottom > top;
  const blocks = mount.querySelector(".reading")?.children ?? [];
  const block = blocks[firstWhere(blocks, isInView)];
  if (!block || block.matches(LINE)) return block ?? null;
  const lines = [...block.querySelectorAll(LINE)];
  return lines.find((line) => isInView(line.getBoundingClientRect())) ?? null;
}

function selectionIn(
  mount: HTMLElement,
  spot: (line: Element, offset: number) => Spot,
): Place["selection"] {
  const spotAt = (node: Node | null, offset: number): Spot | null => {
    const element = node instanceof Element ? node : node?.parentElement;
    const line = element?.closest(LINE);
    if (!node || !line || !mount.contains(line)) return null;
    const before = lineRange(line);
    before.setEnd(node, offset);
    return spot(line, wordsIn(before).length);
  };
  const selection = document.getSelection();
  const anchor = selection && spotAt(selection.anchorNode, selection.anchorOffset);
  const head = selection && spotAt(selection.focusNode, selection.focusOffset);
  return anchor && head ? { anchor, head } : null;
}

function lineRange(line: Element): Range {
  const range = document.createRange();
  range.selectNodeContents(line);
  return range;
}

/** What is written there: the drawings of formulas are but another look of their sources. */
function wordsIn(range: Range): string {
  const part = range.cloneContents();
  for (const drawing of part.querySelectorAll("math")) drawing.remove();
  return part.textContent;
}

function leavesOf(doc: Block): Leaf[] {
  const leaves: Leaf[] = [];
  doc.descendants((node, pos) => {
    const isLeaf = node.isTextblock || node.isLeaf;
    if (isLeaf) leaves.push({ node, pos });
    return !isLeaf;
  });
  return leaves;
}

/** The leaf with these words that is nearest to where they were. */
function leafAt(leaves: Leaf[], { line, words }: Spot): Leaf | undefined {
  const same = leaves.flatMap(({ node }, i) => (node.textContent === words ? [i] : []));
  const [nearest = line] = same.sort((a, b) => Math.abs(a - line) - Math.abs(b - line));
  return leaves[Math.min(nearest, leaves.length - 1)];
}

function posAt(leaves: Leaf[], spot: Spot): number {
  const leaf = leafAt(leaves, spot);
  return leaf ? leaf.pos + 1 + Math.min(spot.offset, leaf.node.content.size) : 0;
}

function select({ state, view, isEditable }: Editor, anchor: number, head: number): void {
  if (isEditable && matchMedia("(pointer: fine)").matches) {
    const between = TextSelection.between(state.doc.resolve(anchor), state.doc.resolve(head));
    view.dispatch(state.tr.setSelection(between));
    view.focus();
  } else if (anchor !== head) {
    const [from, to] = [view.domAtPos(anchor), view.domAtPos(head)];
    document.getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  }
}

function lineElement({ view }: Editor, { node, pos }: Leaf): Element | null {
  const found = node.isTextblock ? view.domAtPos(pos + 1).node : view.nodeDOM(pos);
  return found instanceof Element ? found : (found?.parentElement ?? null);
}

/** How far down the words of a line begin, whatever room is around them. */
function topOf(line: Element): number {
  const range = document.createRange();
  if (line.childNodes.length > 0) range.selectNodeContents(line);
  else range.selectNode(line);
  return range.getBoundingClientRect().top;
}
