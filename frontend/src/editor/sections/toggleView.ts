/** Draws a toggle: the words, with the button that opens and closes the section in front of them. */
import type { Node } from "@tiptap/pm/model";
import type { Decoration, EditorView, NodeView, ViewMutationRecord } from "@tiptap/pm/view";
import { icon } from "../menus/icons";
import { drawn } from "../view/drawing";
import { toggleAt } from "./commands";
import { CLOSED } from "./folds";

export class ToggleView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  private readonly button = makeButton();

  constructor(
    private node: Node,
    view: EditorView,
    getPos: () => number | undefined,
    decorations: readonly Decoration[],
  ) {
    const { dom, contentDOM = dom } = drawn(node);
    this.dom = dom;
    this.contentDOM = contentDOM;
    const writers = document.createElement("span");
    writers.className = "toggle-writers";
    writers.contentEditable = "false";
    this.dom.prepend(this.button);
    this.dom.append(writers);
    // The text keeps its cursor.
    this.button.addEventListener("mousedown", (event) => event.preventDefault());
    this.button.addEventListener("click", () => {
      const pos = getPos();
      if (pos !== undefined) toggleAt(pos)(view.state, view.dispatch);
    });
    this.render(decorations);
  }

  update(node: Node, decorations: readonly Decoration[]): boolean {
    if (!node.sameMarkup(this.node)) return false;
    this.node = node;
    this.render(decorations);
    return true;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }

  stopEvent(event: Event): boolean {
    return event.target instanceof globalThis.Node && this.button.contains(event.target);
  }

  private render(decorations: readonly Decoration[]): void {
    const isClosed = decorations.some(({ spec }) => spec.name?.includes(CLOSED));
    const name = this.node.textContent.trim();
    this.button.setAttribute("aria-expanded", String(!isClosed));
    this.button.setAttribute("aria-label", name ? `Section: ${name}` : "Section");
  }
}

function makeButton(): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "toggle-button";
  button.title = "Open or close the section (Ctrl+Enter)";
  button.contentEditable = "false";
  button.append(icon("chevron-right"));
  return button;
}
