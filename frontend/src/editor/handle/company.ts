/** Where the others are writing. */
import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { type ProsemirrorBinding, ySyncPluginKey } from "@tiptap/y-tiptap";
import type { Awareness } from "y-protocols/awareness";
import {
  AbstractType,
  ContentType,
  createRelativePositionFromJSON,
  type Doc,
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
  const binding: ProsemirrorBinding = ySyncPluginKey.getState(state).binding;
  return peopleWithin(state, binding.type.slice(from, to));
}

/** How many others have their cursor somewhere in these elements of the shared document. */
export function peopleWithin(state: EditorState, elements: Iterable<unknown>): number {
  const awareness = companyKey.getState(state);
  const { doc }: ProsemirrorBinding = ySyncPluginKey.getState(state).binding;
  const wanted = new Set(elements);
  let count = 0;
  for (const [client, { cursor }] of awareness?.getStates() ?? []) {
    if (client === awareness?.clientID || !cursor?.head) continue;
    if (around(doc, cursor.head).some((type) => wanted.has(type))) count += 1;
  }
  return count;
}

/** What a relative position is in, from the inside out. */
function around(doc: Doc, position: unknown): unknown[] {
  const { item, type } = createRelativePositionFromJSON(position);
  const id = item ?? type;
  if (!id || id.clock >= getState(doc.store, id.client)) return [];
  const found = getItem(doc.store, id);
  const types: unknown[] = [];
  let inside: unknown = item ? found.parent : contentOf(found);
  while (inside instanceof AbstractType) {
    types.push(inside);
    inside = inside.parent;
  }
  return types;
}

function contentOf({ content }: Item): unknown {
  return content instanceof ContentType ? content.type : null;
}
