import { expect, it, vi } from "vitest";
import { exchange, Peer, stateOf } from "../../testing/peers";
import { setKind } from "../commands/blocks";
import { insertLeaf } from "../commands/text";

const BLOCKS = stateOf([
  { text: "One", kind: "heading" },
  { text: "words" },
  { text: "Two", kind: "heading", level: 3 },
]);

function links(peer: Peer): string[] {
  const found = peer.editor.view.dom.querySelectorAll<HTMLAnchorElement>("[data-toc] a");
  return [...found].map((link) => `${link.dataset.depth} ${link.textContent} ${link.hash}`);
}

it("lists the headings, for everybody, as they become others", async () => {
  const alice = new Peer(BLOCKS);
  alice.select(0, 0).run(insertLeaf("toc"));
  expect(alice.kinds).toEqual(["toc", "heading", "paragraph", "heading"]);
  expect(links(alice)).toEqual(["0 One #heading-1", "1 Two #heading-2"]);
  const bob = new Peer(BLOCKS);
  exchange(alice, bob);
  bob.after("Two").type(" and more");
  exchange(alice, bob);
  for (const peer of [alice, bob]) {
    await vi.waitFor(() => expect(links(peer)[1]).toBe("1 Two and more #heading-2"));
  }
  bob.after("One").run(setKind("paragraph"));
  await vi.waitFor(() => expect(links(bob)).toEqual(["0 Two and more #heading-1"]));
  expect(alice.outbox).toEqual([]);
});

it("leads to its headings", () => {
  const alice = new Peer(BLOCKS);
  alice.run(insertLeaf("toc"));
  const { dom, state } = alice.editor.view;
  expect(state.selection.$head.parent.textContent).not.toBe("Two");
  // Laid out by browsers only.
  alice.editor.view.coordsAtPos = () => ({ left: 0, right: 0, top: 0, bottom: 0 });
  window.scrollBy = vi.fn();
  dom.querySelectorAll<HTMLElement>("[data-toc] a")[1]?.click();
  expect(alice.editor.state.selection.$head.parent.textContent).toBe("Two");
});

it("stands in a section as deep as the line in which it was asked for", () => {
  const alice = new Peer(
    stateOf([
      { text: "more", kind: "toggle" },
      { text: "inside", indent: 1 },
    ]),
  );
  for (const name of ["toc", "pageBreak", "rule"]) {
    alice.select(alice.node.childCount - 1, 0).run(insertLeaf(name));
  }
  expect(alice.node.content.content.map(({ attrs }) => attrs.indent)).toEqual([null, 1, 1, 1, 1]);
});

it("breaks the page by keys", () => {
  const alice = new Peer(BLOCKS);
  alice.after("wor").press("Enter", { ctrlKey: true, shiftKey: true });
  expect(alice.texts).toEqual(["One", "wor", "---", "ds", "Two"]);
  expect(alice.kinds[2]).toBe("pageBreak");
});
