import { expect, it } from "vitest";
import { Peer } from "../../testing/peers";

function typeInto(peer: Peer, data: string): InputEvent {
  const event = new InputEvent("beforeinput", {
    data,
    inputType: "insertText",
    bubbles: true,
    cancelable: true,
  });
  peer.editor.view.dom.dispatchEvent(event);
  return event;
}

it("what is typed over formatted words has their format, without the browser's help", () => {
  const alice = new Peer();
  alice.type("some **bold** words").select(0, 5, 0, 9);
  expect(typeInto(alice, "x").defaultPrevented).toBe(true);
  expect(alice.node.firstChild?.toJSON().content).toMatchObject([
    { text: "some " },
    { text: "x", marks: [{ type: "bold" }] },
    { text: " words" },
  ]);
});

it("with nothing selected the browser types", () => {
  const alice = new Peer();
  alice.type("words");
  expect(typeInto(alice, "x").defaultPrevented).toBe(false);
  expect(alice.texts).toEqual(["words"]);
});

it("the first letter behind what the browser has deleted is the editor's own", () => {
  const alice = new Peer();
  alice.type("words ");
  const inputType = "deleteWordBackward";
  alice.editor.view.dom.dispatchEvent(new InputEvent("input", { inputType, bubbles: true }));
  expect(typeInto(alice, "x").defaultPrevented).toBe(true);
  expect(typeInto(alice, "y").defaultPrevented).toBe(false);
  expect(alice.texts).toEqual(["words x"]);
});

it.each(["```", "$$ "])("in code begun by %j the editor writes, line breaks too", (rule) => {
  const alice = new Peer();
  alice.type(rule);
  expect(typeInto(alice, "one\n two").defaultPrevented).toBe(true);
  expect(alice.texts).toEqual(["one\n two"]);
});
