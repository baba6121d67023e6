/** The document's headings beside the text: where one is, and a way to everywhere else. */
import type { Editor } from "@tiptap/core";
import { firstWhere } from "../view/area";
import { later, whenIdle } from "../view/later";
import { freeRoom } from "../view/scrolling";
import { type Heading, headingAt, headingsOf } from "./headings";
import { areSame, listHeadings, visitHeading } from "./list";

const PAUSE_MS = 300;

/** Fills the list of the outline, and marks the heading that one is under. */
export class Outline {
  private headings: Heading[] | null = null;
  private readonly list: HTMLElement;
  private readonly empty: HTMLElement;

  /** `onVisit` is called after a heading was chosen. */
  constructor(
    panel: HTMLElement,
    private readonly editor: Editor,
    onVisit: () => void,
  ) {
    this.list = panel.querySelector("[data-list]") as HTMLElement;
    this.empty = panel.querySelector("[data-empty]") as HTMLElement;
    this.list.addEventListener("click", (event) => {
      const link = (event.target as Element).closest("a");
      if (!link) return;
      event.preventDefault();
      onVisit();
      visitHeading(editor.view, [...this.list.querySelectorAll("a")].indexOf(link));
    });
    const follow = later(() => this.follow(), PAUSE_MS / 2);
    editor.on("selectionUpdate", follow);
    window.addEventListener("scroll", follow, { passive: true });
    editor.on(
      "update",
      later(() => whenIdle(() => this.build()), PAUSE_MS),
    );
    this.build();
  }

  private build(): void {
    if (this.editor.isDestroyed) return;
    const before = this.headings;
    const now = headingsOf(this.editor.state.doc);
    this.headings = now;
    if (!areSame(before, now)) this.render(now);
    this.follow();
  }

  private render(headings: Heading[]): void {
    listHeadings(this.list, headings);
    this.list.hidden = headings.length === 0;
    this.empty.hidden = headings.length > 0;
  }

  /** Marks where the cursor is while it is in view, else what is at the top of the window. */
  private follow(): void {
    const { view, state } = this.editor;
    if (view.isDestroyed || !this.headings?.length) return;
    const { top, bottom } = freeRoom();
    const cursor = view.hasFocus() ? view.coordsAtPos(state.selection.head) : null;
    const isSeen = cursor && cursor.bottom > top && cursor.top < bottom;
    const index = isSeen
      ? headingAt(headingsOf(state.doc), state.selection.head)
      : this.atTop(this.headings, top);
    for (const [i, item] of [...this.list.children].entries()) {
      const link = item.firstElementChild;
      if ((link?.ariaCurrent === "location") === (i === index)) continue;
      if (link) link.ariaCurrent = i === index ? "location" : null;
      if (i === index) item.scrollIntoView({ block: "nearest" });
    }
  }

  /** The last heading that is above the middle of the window's upper half. */
  private atTop(headings: Heading[], top: number): number {
    const line = top + (window.innerHeight - top) / 4;
    const elements = headings
      .map(({ pos }) => this.editor.view.nodeDOM(pos))
      .filter((element) => element instanceof Element);
    return Math.max(0, firstWhere(elements, (box) => box.top > line) - 1);
  }
}
