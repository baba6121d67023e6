/** Two or more people at one document, each with an editor, connected by hand. */
import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type Command, TextSelection } from "@tiptap/pm/state";
import { afterEach } from "vitest";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import seed from "../../../documents/tests/vectors/seed.json";
import { setIncoming } from "../collab/incoming";
import { createEditor } from "../editor/editor";
import { ROOT } from "../editor/schema";
import { attrsOf, type Shape } from "../editor/schema/kinds";
import { ClosedSections } from "../editor/sections/closedSections";
import { CellSelection } from "../editor/tables/selection";
import type { Mentionable } from "../editor/tokens/mentions";
import { textBlocks } from "../editor/view/blocks";
import { clipboardEvent } from "./clipboard";

export const SEED = Uint8Array.from(Buffer.from(seed.update, "hex"));

export interface TestBlock extends Partial<Shape> {
  text: string;
}

const present = new Set<Peer>();

// jsdom lays nothing out, so nothing ever changes its size there.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

// An editor that outlives its test would still look for the page when that is gone.
afterEach(() => {
  for (const peer of present) peer.close();
});

/** One person: a replica, an editor on it, and the updates that have not reached the others. */
export class Peer {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly closed: ClosedSections;
  readonly editor: Editor;
  /** Whom and what this person can mention. */
  mentionable: Mentionable = { people: [], documents: [] };
  /** Is told of letters that are not in the document yet. */
  onLetter: (isWaiting: boolean) => void = () => {};
  readonly outbox: Uint8Array[] = [];

  constructor(state: Uint8Array = SEED, closed: string[] = []) {
    this.closed = new ClosedSections(closed);
    present.add(this);
    Y.applyUpdate(this.doc, state, "server");
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== "server") this.outbox.push(update);
    });
    this.editor = createEditor({
      element: document.createElement("div"),
      fragment: this.doc.getXmlFragment(ROOT),
      awareness: this.awareness,
      editable: true,
      label: "Text",
      lookUp: async () => this.mentionable,
      closed: this.closed,
      fileLimit: { bytes: 1000, words: "1 KB" },
      onLetter: (isWaiting) => this.onLetter(isWaiting),
    });
  }

  get node(): Node {
    return this.editor.state.doc;
  }

  get state(): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc);
  }

  /** The text of every block, a rule as `---`. */
  get texts(): string[] {
    return this.node.content.content.map((node) => (node.isLeaf ? "---" : node.textContent));
  }

  get kinds(): string[] {
    return this.node.content.content.map((node) => String(node.attrs.kind ?? node.type.name));
  }

  /** The words of the whole document, in order. */
  get words(): string[] {
    const texts = textBlocks(this.node).map(({ node }) => node.textContent);
    return texts.join(" ").split(/\s+/).filter(Boolean);
  }

  /** The texts of the cells of the first table, row by row; the blocks of a cell are divided by `|`. */
  get cells(): string[][] {
    const table = this.node.content.content.find((node) => node.type.name === "table");
    const textOf = (cell: Node) => cell.content.content.map((block) => block.textContent).join("|");
    return (table?.content.content ?? []).map((row) => row.content.content.map(textOf));
  }

  run(command: Command): boolean {
    const { state, view } = this.editor;
    return command(state, view.dispatch, view);
  }

  /** Selects from an offset in a block's text to another, in the same block or a later one. */
  select(block: number, offset: number, endBlock = block, endOffset = offset): this {
    const at = (index: number, inside: number) => this.start(index) + inside;
    this.dispatchSelection(at(block, offset), at(endBlock, endOffset));
    return this;
  }

  /** Puts the cursor behind these words, wherever they stand. */
  after(words: string): this {
    const block = textBlocks(this.node).find(({ node }) => node.textContent.includes(words));
    if (!block) throw new Error(`nobody reads "${words}"`);
    const pos = block.start + block.node.textContent.indexOf(words) + words.length;
    this.dispatchSelection(pos, pos);
    return this;
  }

  /** Puts the cursor at the end of a cell of the first table. */
  inCell(row: number, index: number): this {
    const at = this.placeInCell(row, index);
    this.dispatchSelection(at, at);
    return this;
  }

  /** Selects whole cells, from one to another, each by its row and its place in it. */
  selectCells(from: [number, number], to: [number, number]): this {
    const { state, view } = this.editor;
    const at = (cell: [number, number]) => state.doc.resolve(this.placeInCell(...cell));
    const cells = CellSelection.between(at(from), at(to));
    if (!cells) throw new Error("no such cells");
    view.dispatch(state.tr.setSelection(cells));
    return this;
  }

  /** Types as a keyboard does, character by character, input rules included. */
  type(text: string): this {
    for (const character of text) {
      const { view } = this.editor;
      const { from, to } = view.state.selection;
      const insert = () => view.state.tr.insertText(character, from, to);
      const handled = view.someProp("handleTextInput", (handle) =>
        handle(view, from, to, character, insert),
      );
      if (!handled) view.dispatch(insert());
    }
    return this;
  }

  press(key: string, modifiers: KeyboardEventInit = {}): this {
    const event = new KeyboardEvent("keydown", {
      key,
      bubbles: true,
      cancelable: true,
      ...modifiers,
    });
    this.editor.view.someProp("handleKeyDown", (handle) => handle(this.editor.view, event));
    return this;
  }

  /** Pastes what stands on a clipboard, by type. */
  paste(data: Record<string, string>): this {
    this.editor.view.dom.dispatchEvent(clipboardEvent("paste", data));
    return this;
  }

  /** What a clipboard holds after the selection was copied. */
  copy(): Record<string, string> {
    const data: Record<string, string> = {};
    this.editor.view.dom.dispatchEvent(clipboardEvent("copy", data));
    return data;
  }

  receive(updates: Uint8Array[]): void {
    for (const update of updates) {
      this.doc.once("beforeTransaction", (transaction) => setIncoming(transaction, update));
      Y.applyUpdate(this.doc, update, "server");
    }
  }

  close(): void {
    present.delete(this);
    this.editor.destroy();
    this.doc.destroy();
  }

  private placeInCell(row: number, index: number): number {
    const table = this.node.content.content.findIndex((node) => node.type.name === "table");
    let pos = this.node.resolve(0).posAtIndex(table) + 1;
    for (let i = 0; i < row; i++) pos += this.node.child(table).child(i).nodeSize;
    pos += 1;
    for (let i = 0; i <= index; i++) pos += this.node.child(table).child(row).child(i).nodeSize;
    return pos - 2;
  }

  private start(block: number): number {
    let pos = 0;
    for (let i = 0; i < block; i++) pos += this.node.child(i).nodeSize;
    return pos + 1;
  }

  private dispatchSelection(from: number, to: number): void {
    const { state, view } = this.editor;
    view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from, to)));
  }
}

/** The encoded state of a document that holds these blocks. */
export function stateOf(blocks: TestBlock[]): Uint8Array {
  const author = new Peer();
  const { state, view } = author.editor;
  const type = state.schema.nodes.block;
  if (!type) throw new Error("no block in the schema");
  const nodes = blocks.map(({ text, ...shape }) =>
    type.create(attrsOf(shape), text ? state.schema.text(text) : undefined),
  );
  view.dispatch(state.tr.replaceWith(0, state.doc.content.size, nodes));
  const encoded = author.state;
  author.close();
  return encoded;
}

/** Delivers what every peer has written to all the others until nothing is left to deliver. */
export function exchange(...peers: Peer[]): void {
  for (let again = true; again; ) {
    again = false;
    for (const peer of peers) {
      const updates = peer.outbox.splice(0);
      again ||= updates.length > 0;
      for (const other of peers) if (other !== peer) other.receive(updates);
    }
  }
}
