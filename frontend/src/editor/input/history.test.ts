import { expect, it } from "vitest";
import { exchange, Peer } from "../../testing/peers";

function choose(peer: Peer, inputType: "historyUndo" | "historyRedo"): boolean {
  const event = new InputEvent("beforeinput", { inputType, bubbles: true, cancelable: true });
  peer.editor.view.dom.dispatchEvent(event);
  return event.defaultPrevented;
}

it("the browser's own undo and redo are the editor's", () => {
  const [alice, bob] = [new Peer(), new Peer()];
  bob.type("theirs");
  exchange(alice, bob);
  alice.select(0, 0).type("mine ");

  expect(choose(alice, "historyUndo")).toBe(true);
  expect(alice.texts).toEqual(["theirs"]);
  expect(choose(alice, "historyUndo")).toBe(true);
  expect(alice.texts).toEqual(["theirs"]);
  expect(choose(alice, "historyRedo")).toBe(true);
  expect(alice.texts).toEqual(["mine theirs"]);
});

it("with nothing left to redo, the key for it undoes nothing", () => {
  const alice = new Peer();
  alice.type("words").press("z", { ctrlKey: true, shiftKey: true });
  expect(alice.texts).toEqual(["words"]);
  alice.press("z", { ctrlKey: true }).press("z", { ctrlKey: true });
  expect(alice.texts).toEqual([""]);
  alice.press("Z", { ctrlKey: true, shiftKey: true }).press("y", { ctrlKey: true });
  expect(alice.texts).toEqual(["words"]);
});
