import { expect, it } from "vitest";
import * as Y from "yjs";
import { Peer } from "../../testing/peers";
import { ROOT } from ".";
import { isKnown } from "./known";

/** A document that somebody has written here, as another release may have changed it. */
function changed(change: (block: Y.XmlElement, fragment: Y.XmlFragment) => void): Y.XmlFragment {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, new Peer().type("**bold** words").state);
  const fragment = doc.getXmlFragment(ROOT);
  change(fragment.get(0) as Y.XmlElement, fragment);
  return fragment;
}

const text = (block: Y.XmlElement) => block.get(0) as Y.XmlText;

it("an editor knows what it has written", () => {
  expect(isKnown(changed(() => {}))).toBe(true);
});

it.each<[string, Parameters<typeof changed>[0]]>([
  ["a node", (_, fragment) => fragment.insert(1, [new Y.XmlElement("hologram")])],
  ["a node in a node", (block) => block.insert(1, [new Y.XmlElement("hologram")])],
  ["an attribute", (block) => block.setAttribute("scent", "lavender")],
  ["a mark", (block) => text(block).format(0, 2, { sparkle: {} })],
])("it knows that it does not know %s", (_, change) => {
  expect(isKnown(changed(change))).toBe(false);
});

it("what is deleted need not be known", () => {
  const fragment = changed((_, fragment) => fragment.insert(1, [new Y.XmlElement("hologram")]));
  fragment.delete(1, 1);
  expect(isKnown(fragment)).toBe(true);
});

it("of marks that overlap each is known by its name", () => {
  const fragment = changed((block) => text(block).format(0, 2, { "bold--1a2b": {} }));
  expect(isKnown(fragment)).toBe(true);
});
