/** Headings as a list of links. */

import { TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { reveal } from "../view/scrolling";
import { depthsOf, type Heading, headingsOf } from "./headings";

/** Has the list show these headings; what is right already stays. */
export function listHeadings(list: HTMLElement, headings: Heading[]): void {
  const depths = depthsOf(headings);
  for (const [i, { node }] of headings.entries()) {
    const item = list.children[i] ?? list.appendChild(newItem());
    const link = item.firstElementChild as HTMLAnchorElement;
    const text = node.textContent.trim();
    if (link.textContent !== text) link.textContent = text;
    link.dataset.depth = String(depths[i]);
    link.hash = anchorOf(i);
  }
  while (list.children.length > headings.length) list.lastElementChild?.remove();
}

/** The name that the server gives a heading, counted from nought, in the text that it draws. */
export function anchorOf(index: number): string {
  return `heading-${index + 1}`;
}

/** Puts the cursor in front of a heading, and the heading at the top of the window. */
export function visitHeading(view: EditorView, index: number): void {
  const heading = headingsOf(view.state.doc)[index];
  if (!heading) return;
  const selection = TextSelection.create(view.state.doc, heading.pos + 1);
  view.dispatch(view.state.tr.setSelection(selection));
  view.focus();
  reveal(view, heading.pos + 1, true);
}

/** Whether two lists are of the same headings, none of which has changed. */
export function areSame(before: Heading[] | null, now: Heading[]): boolean {
  return before?.length === now.length && before.every(({ node }, i) => node === now[i]?.node);
}

function newItem(): HTMLElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = "#";
  item.append(link);
  return item;
}
