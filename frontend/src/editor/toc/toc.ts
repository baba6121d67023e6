/** Tables of contents in the text: drawn from the document, so nothing of them has to be kept in step. */
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView, NodeView } from "@tiptap/pm/view";
import { type Heading, headingsOf } from "../outline/headings";
import { areSame, listHeadings, visitHeading } from "../outline/list";
import { drawn } from "../view/drawing";
import { later, whenIdle } from "../view/later";

const PAUSE_MS = 300;

export const Contents = Extension.create({
  name: "contents",
  addProseMirrorPlugins() {
    const shown = new Set<TocView>();
    return [
      new Plugin({
        props: {
          nodeViews: {
            toc: (node, view) => {
              const toc = new TocView(drawn(node).dom, view, () => shown.delete(toc));
              shown.add(toc);
              return toc;
            },
          },
        },
        view: (view) => {
          let headings: Heading[] | null = null;
          const look = () => {
            if (view.isDestroyed) return;
            const now = headingsOf(view.state.doc);
            if (!areSame(headings, now)) for (const toc of shown) toc.show(now);
            headings = now;
          };
          const lookSoon = later(() => whenIdle(look), PAUSE_MS);
          return {
            update: (_, { doc }) => {
              if (shown.size > 0 && doc !== view.state.doc) lookSoon();
            },
          };
        },
      }),
    ];
  },
});

class TocView implements NodeView {
  private readonly list = document.createElement("ol");

  constructor(
    readonly dom: HTMLElement,
    view: EditorView,
    readonly destroy: () => void,
  ) {
    this.dom.append(this.list);
    this.show(headingsOf(view.state.doc));
    this.list.addEventListener("click", (event) => {
      const link = (event.target as Element).closest("a");
      if (!link || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      visitHeading(view, [...this.list.querySelectorAll("a")].indexOf(link));
    });
  }

  show(headings: Heading[]): void {
    listHeadings(this.list, headings);
    this.dom.classList.toggle("is-blank", headings.length === 0);
  }

  update(): boolean {
    return false;
  }

  ignoreMutation(): boolean {
    return true;
  }

  /** Its links are for whoever presses them, not for the text's cursor. */
  stopEvent({ target }: Event): boolean {
    return target instanceof Element && target.closest("a") !== null;
  }
}
