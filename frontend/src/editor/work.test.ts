/** What a key costs must not grow with the document: counted, since times differ by machine. */
import { Fragment } from "@tiptap/pm/model";
import { DecorationSet } from "@tiptap/pm/view";
import { beforeEach, expect, it, vi } from "vitest";
import { exchange, Peer, stateOf } from "../testing/peers";

const BLOCKS = 1000;
/** Several plugins look at the block with the cursor, and at those beside it. */
const FEW = 40;

const STATE = stateOf(
  Array.from({ length: BLOCKS }, (_, number) => ({
    kind: (["paragraph", "bullet", "ordered", "code"] as const)[number % 4] ?? "paragraph",
    text: `words of block ${number}`,
  })),
);

let visited = 0;

beforeEach(() => {
  visited = 0;
  const { nodesBetween } = Fragment.prototype;
  vi.spyOn(Fragment.prototype, "nodesBetween").mockImplementation(function (
    this: Fragment,
    from,
    to,
    visit,
    ...rest
  ) {
    nodesBetween.call(
      this,
      from,
      to,
      (...args) => {
        visited++;
        return visit(...args);
      },
      ...rest,
    );
  });
});

/** How many nodes are visited, decorations given to sets anew, and places of the page changed. */
function workOf(peer: Peer, act: () => void) {
  const decorated = vi.spyOn(DecorationSet, "create");
  const observer = new MutationObserver(() => undefined);
  observer.observe(peer.editor.view.dom, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  visited = 0;
  act();
  const decorations = decorated.mock.calls.reduce((sum, [, { length }]) => sum + length, 0);
  const changes = observer.takeRecords().length;
  observer.disconnect();
  return { visited, decorations, changes };
}

it.each([
  ["a letter", (peer: Peer) => peer.type("x")],
  ["Enter", (peer: Peer) => peer.press("Enter")],
  ["Tab", (peer: Peer) => peer.press("Tab")],
])(
  "%s in a long document touches few of its blocks",
  (_, act) => {
    const alice = new Peer(STATE);
    const bob = new Peer(STATE);
    alice.select(500, 5);
    bob.select(100, 5);
    act(alice);
    exchange(alice, bob);
    const own = workOf(alice, () => act(alice));
    expect(Math.max(...Object.values(own))).toBeLessThan(FEW);
    expect(own.changes).toBeGreaterThan(0);
    const theirs = workOf(bob, () => exchange(alice, bob));
    expect(theirs.changes).toBeGreaterThan(0);
    expect(Math.max(...Object.values(theirs))).toBeLessThan(FEW);
  },
  30_000,
);
