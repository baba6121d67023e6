/** Binds the editor to a shared document through y-prosemirror. */
import { Collaboration } from "@tiptap/extension-collaboration";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { type ProsemirrorBinding, ySyncPluginKey } from "@tiptap/y-tiptap";
import { XmlElement, type XmlFragment, XmlText } from "yjs";

/**
 * Collaboration in which every block holds its text from the start.
 *
 * y-prosemirror makes the text of a block when the first character is typed. Two people who begin
 * the same empty block at once would make two texts, and merging those can lose words.
 */
export function collaboration(fragment: XmlFragment) {
  return Collaboration.extend({
    addProseMirrorPlugins() {
      return [...(this.parent?.() ?? []), new Plugin({ view: giveTextsOnWrite })];
    },
  }).configure({
    fragment,
    // Undoing the making of a block leaves it when somebody else has written in it since.
    yUndoOptions: { protectedNodes: new Set(["block"]) },
  });
}

/** Extends the binding's write, so that block and text arrive everywhere in one update. */
function giveTextsOnWrite(view: EditorView) {
  const binding: ProsemirrorBinding = ySyncPluginKey.getState(view.state).binding;
  const write = binding._prosemirrorChanged.bind(binding);
  binding._prosemirrorChanged = (doc) => {
    binding.doc.transact((transaction) => {
      write(doc);
      const changed = new Set<unknown>(transaction.changed.keys());
      if (changed.has(binding.type)) giveTexts(binding.type);
    }, ySyncPluginKey);
  };
  return {};
}

function giveTexts(fragment: XmlFragment): void {
  for (const child of fragment.toArray()) {
    const isBare = child instanceof XmlElement && child.nodeName === "block" && child.length === 0;
    if (isBare) child.insert(0, [new XmlText()]);
  }
}
