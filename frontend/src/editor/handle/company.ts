/** Where the others are writing. */
import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { type ProsemirrorBinding, ySyncPluginKey } from "@tiptap/y-tiptap";
import type { Awareness } from "y-protocols/awareness";
import {
  AbstractType,
  ContentType,
  createRelativePositionFromJSON,
  getItem,
  getState,
  type Item,
} from "yjs";
import type { Group } from "./group";

const companyKey = new PluginKey<Awareness>("company");

/** Lets commands ask who else is here. */
export function company(awareness: Awareness) {
  return Extension.create({
    name: "company",
    addProseMirrorPlugins: () => [
      new Plugin({ key: companyKey, state: { init: () => awareness, apply: (_, value) => value } }),
    ],
  });
}

/** How many others have their cursor in these blocks. */
export function peopleIn(state: EditorState, { from, to }: Group): number {
  const awareness = companyKey.getState(state);
  const binding: ProsemirrorBinding = ySyncPluginKey.getState(state).binding;
  const blocks = new Set<unknown>(binding.type.slice(from, to));
  let count = 0;
  for (const [client, { cursor }] of awareness?.getStates() ?? []) {
    if (client === awareness?.clientID || !cursor?.head) continue;
    if (blocks.has(blockOf(binding, cursor.head))) count += 1;
  }
  return count;
}

/** The block of the document that a relative position is in. */
function blockOf({ doc, type: root }: ProsemirrorBinding, position: unknown): unknown {
  const { item, type } = createRelativePositionFromJSON(position);
  const id = item ?? type;
  if (!id || id.clock >= getState(doc.store, id.client)) return null;
  const found = getItem(doc.store, id);
  let inside: unknown = item ? found.parent : contentOf(found);
  while (inside instanceof AbstractType && inside.parent !== root) inside = inside.parent;
  return inside;
}

function contentOf({ content }: Item): unknown {
  return content instanceof ContentType ? content.type : null;
}
