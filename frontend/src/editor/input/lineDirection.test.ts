import { describe, expect, it } from "vitest";
import { Peer, stateOf } from "../../testing/peers";
import { insertTable } from "../tables/commands";

/** The words of the block that is drawn from right to left whatever it says. */
function turned({ editor }: Peer): (string | null)[] {
  return [...editor.view.dom.querySelectorAll(".is-turned")].map((block) => block.textContent);
}

describe("a block without letters", () => {
  it("begins where what stands before it does, until it has some", () => {
    const alice = new Peer(stateOf([{ kind: "bullet", text: "שלום" }]));
    alice.select(0, 4).press("Enter");
    expect(turned(alice)).toEqual([""]);
    alice.type("1. ");
    expect(turned(alice)).toHaveLength(1);
    alice.type("x");
    expect(turned(alice)).toEqual([]);
  });

  it.each([
    ["words from the left", [{ text: "שלום" }, { text: "words" }, { text: "12" }]],
    ["nothing", [{ text: "" }]],
  ])("is left alone behind %s", (_, blocks) => {
    const alice = new Peer(stateOf(blocks));
    alice.select(blocks.length - 1, 0);
    expect(turned(alice)).toEqual([]);
  });

  it("is so in a cell, too, and never in code", () => {
    const alice = new Peer(stateOf([{ text: "" }]));
    alice.run(insertTable);
    alice.type("שלום").press("Tab");
    expect(turned(alice)).toEqual([""]);
    const code = new Peer(stateOf([{ text: "שלום" }, { kind: "code", text: "" }]));
    code.select(1, 0);
    expect(turned(code)).toEqual([]);
  });
});
