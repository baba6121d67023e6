/** Tells whether a document holds anything that the schema has no name for. */
import {
  ContentFormat,
  ContentString,
  ContentType,
  type Item,
  XmlElement,
  type XmlFragment,
  XmlText,
} from "yjs";
import { schema } from ".";

/** Whether an editor can show all of this; it would delete what it does not know. */
export function isKnown(parent: XmlFragment): boolean {
  for (let item = parent._start; item; item = item.right) {
    if (!item.deleted && !isKnownItem(item)) return false;
  }
  return true;
}

function isKnownItem({ content }: Item): boolean {
  if (content instanceof ContentString) return true;
  if (content instanceof ContentFormat) return markName(content.key) in schema.marks;
  const type = content instanceof ContentType ? content.type : null;
  if (type instanceof XmlText) return isKnown(type as unknown as XmlFragment);
  if (!(type instanceof XmlElement)) return false;
  const node = schema.nodes[type.nodeName];
  const attributes = Object.keys(type.getAttributes());
  return attributes.every((name) => name in (node?.spec.attrs ?? {})) && !!node && isKnown(type);
}

/** Of marks that overlap with their like, each has a suffix of its own. */
function markName(key: string): string {
  return key.replace(/--.*$/, "");
}
