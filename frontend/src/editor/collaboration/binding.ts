/** Binds the editor to a shared document through y-prosemirror. */
import { Collaboration } from "@tiptap/extension-collaboration";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { initProseMirrorDoc, type ProsemirrorBinding, ySyncPluginKey } from "@tiptap/y-tiptap";
import { getItem, Item, type RelativePosition, XmlElement, XmlFragment, XmlText } from "yjs";

/** The nodes whose content is one text. */
const WITH_TEXT = ["block", "image"];

/**
 * Collaboration in which every block holds its text from the start.
 *
 * y-prosemirror makes the text of a block when the first character is typed. Two people who begin
 * the same empty block at once would make two texts, and merging those can lose words.
 */
export function collaboration(fragment: XmlFragment) {
  const mapping: ProsemirrorBinding["mapping"] = new Map();
  return Collaboration.extend({
    onBeforeCreate(event) {
      this.parent?.(event);
      // Otherwise an empty document would be shown first, and then be replaced.
      if (fragment.length === 0) return;
      const initial = initProseMirrorDoc(fragment, this.editor.schema);
      for (const [type, node] of initial.mapping) mapping.set(type, node);
      // Tiptap takes a finished document as content, though its types do not say so.
      Object.assign(this.editor.options, { content: initial.doc });
    },

    addProseMirrorPlugins() {
      return [...(this.parent?.() ?? []), new Plugin({ view: mendBinding })];
    },
  }).configure({
    fragment,
    ySyncOptions: { mapping },
    // Undoing the making of a block leaves it when somebody else has written in it since.
    yUndoOptions: { protectedNodes: new Set([...WITH_TEXT, "cell", "row", "table"]) },
  });
}

function mendBinding(view: EditorView) {
  const binding: ProsemirrorBinding = ySyncPluginKey.getState(view.state).binding;
  giveTextsOnWrite(binding);
  forgetRemovedNodes(binding);
  return {};
}

/** Extends the binding's write, so that block and text arrive everywhere in one update. */
function giveTextsOnWrite(binding: ProsemirrorBinding): void {
  const write = binding._prosemirrorChanged.bind(binding);
  binding._prosemirrorChanged = (doc) => {
    binding.doc.transact((transaction) => {
      write(doc);
      for (const type of transaction.changed.keys()) {
        if (type instanceof XmlFragment) giveTexts(type);
      }
    }, ySyncPluginKey);
  };
}

/**
 * Drops a selected node from the selection to restore when somebody else has removed it;
 * y-prosemirror would throw, and the editor would no longer follow the document.
 */
function forgetRemovedNodes(binding: ProsemirrorBinding): void {
  let selection: ProsemirrorBinding["beforeTransactionSelection"] | null = null;
  Object.defineProperty(binding, "beforeTransactionSelection", {
    set: (value) => {
      selection = value;
    },
    get: () => (selection?.type === "node" && isGone(binding, selection.anchor) ? null : selection),
  });
}

function isGone({ doc }: ProsemirrorBinding, { item }: RelativePosition): boolean {
  const struct = item && getItem(doc.store, item);
  return !(struct instanceof Item) || struct.deleted;
}

/** Blocks may stand in what was inserted with them: in a table's cells. */
export function giveTexts(fragment: XmlFragment): void {
  for (const child of fragment.toArray()) {
    if (!(child instanceof XmlElement)) continue;
    if (!WITH_TEXT.includes(child.nodeName)) giveTexts(child);
    else if (child.length === 0) child.insert(0, [new XmlText()]);
  }
}
