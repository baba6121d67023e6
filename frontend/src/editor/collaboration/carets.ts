/** The carets and selections of the others, with their names. */
import { Extension } from "@tiptap/core";
import { type EditorState, Selection } from "@tiptap/pm/state";
import { yCursorPlugin, yCursorPluginKey } from "@tiptap/y-tiptap";
import type { Awareness } from "y-protocols/awareness";
import { CellSelection } from "../tables/selection";
import { readCursor } from "./readCursor";

const LABEL_SHOWN_MS = 2500;
const COLOR = /^#[0-9a-f]{6}$/i;

interface Person {
  name: string;
  color: string;
}

export function carets(awareness: Awareness) {
  return Extension.create({
    name: "carets",
    priority: 999,

    // Carets are drawn a moment after the message that moves them: a key may have come between.
    dispatchTransaction({ transaction, next }) {
      const change = transaction.getMeta(yCursorPluginKey);
      if (!change) return next(transaction);
      readCursor();
      next(this.editor.state.tr.setMeta(yCursorPluginKey, change));
    },

    addProseMirrorPlugins() {
      const labels = new CaretLabels(awareness);
      return [
        yCursorPlugin(awareness, {
          cursorBuilder: (user: Person, clientId?: number) => labels.build(user, clientId ?? 0),
          selectionBuilder: ({ color }: Person) => ({
            class: "remote-selection",
            style: `--person: ${COLOR.test(color) ? color : "transparent"}`,
          }),
          getSelection: endsInText,
        }),
      ];
    },
  });
}

/** Between cells and between blocks no caret can be drawn: of selected cells, others see the text. */
function endsInText({ doc, selection }: EditorState): { anchor: number; head: number } {
  if (!(selection instanceof CellSelection)) return selection;
  const [anchor, head] = [selection.anchor, selection.head].map(
    (pos) => Selection.near(doc.resolve(pos)).head,
  );
  return { anchor: anchor ?? 0, head: head ?? 0 };
}

/** The caret of a client, where it is drawn. */
export function caretOf(client: number): HTMLElement | null {
  return document.getElementById(idOf(client));
}

/** By an id a caret is found without a search through the document. */
function idOf(client: number): string {
  return `caret-${client}`;
}

/** Shows the name at a caret while it moves. */
class CaretLabels {
  private readonly carets = new Map<number, HTMLElement>();
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();

  constructor(awareness: Awareness) {
    awareness.on("change", ({ updated, removed }: { updated: number[]; removed: number[] }) => {
      for (const client of updated) this.show(client);
      for (const client of removed) this.forget(client);
    });
  }

  build({ name, color }: Person, clientId: number): HTMLElement {
    const caret = document.createElement("span");
    caret.className = "remote-caret";
    // It stands in the middle of somebody's words; who is here is read from the avatars.
    caret.setAttribute("aria-hidden", "true");
    caret.id = idOf(clientId);
    // Set through the CSSOM: the page's CSP allows no style attributes.
    caret.style.setProperty("--person", COLOR.test(color) ? color : "currentColor");
    const label = document.createElement("span");
    label.className = "remote-caret-label";
    label.textContent = name;
    // Word joiners keep the caret from ending up on a line of its own.
    caret.append("\u2060", label, "\u2060");
    this.carets.set(clientId, caret);
    this.show(clientId);
    return caret;
  }

  private show(client: number): void {
    const caret = this.carets.get(client);
    if (!caret) return;
    caret.classList.add("is-moving");
    clearTimeout(this.timers.get(client));
    this.timers.set(
      client,
      setTimeout(() => caret.classList.remove("is-moving"), LABEL_SHOWN_MS),
    );
  }

  private forget(client: number): void {
    clearTimeout(this.timers.get(client));
    this.timers.delete(client);
    this.carets.delete(client);
  }
}
