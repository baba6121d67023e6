import { describe, expect, it, vi } from "vitest";
import { exchange, Peer, stateOf } from "../../testing/peers";
import { questionKey } from "../menus/question";
import { dayFromNow, daysNamed, wordsOf } from "./dates";

const ADA = { id: "user-7", name: "Ada Lovelace" };
const PLAN = { id: "01234567-89ab-cdef-0123-456789abcdef", name: "Plan" };

function offered(peer: Peer): string[] | null {
  return questionKey.getState(peer.editor.state)?.found.map(({ label }) => label) ?? null;
}

/** The marked words of the first block, with what they stand for. */
function tokens(peer: Peer): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  peer.node.child(0).forEach((node) => {
    const mark = node.marks.find(({ type }) => type.name === "mention" || type.name === "date");
    if (mark) found[node.text ?? ""] = Object.values(mark.attrs).find((value) => value !== null);
  });
  return found;
}

async function knowing(state?: Uint8Array): Promise<Peer> {
  const alice = new Peer(state);
  alice.mentionable = { people: [ADA], documents: [PLAN] };
  return alice;
}

async function mentioning(alice: Peer, name: string): Promise<Peer> {
  alice.type("@");
  await vi.waitFor(() => expect(offered(alice)).toContain(ADA.name));
  return alice.type(name).press("Enter");
}

describe("an @", () => {
  it("offers people, days and documents, and writes what is chosen", async () => {
    const alice = await knowing();
    alice.type("ask @");
    await vi.waitFor(() =>
      expect(offered(alice)).toEqual([ADA.name, "Today", "Tomorrow", "Yesterday", "Plan"]),
    );
    alice.press("Enter").type("of it");
    expect(alice.texts).toEqual(["ask @Ada Lovelace of it"]);
    expect(tokens(alice)).toEqual({ "@Ada Lovelace": ADA.id });
  });

  it("narrows what it knows while the answer is on its way", async () => {
    const alice = await knowing();
    alice.type("@");
    await vi.waitFor(() => expect(offered(alice)).toContain("Plan"));
    expect(offered(alice.type("pl"))).toEqual(["Plan"]);
    alice.press("Enter");
    expect(tokens(alice)).toEqual({ Plan: PLAN.id });
    expect(alice.editor.view.dom.querySelector("a")?.getAttribute("href")).toBe(`/d/${PLAN.id}/`);
  });

  it("keeps to what was gone to when the answer comes", async () => {
    const alice = await knowing();
    alice.type("@").press("ArrowDown");
    expect(offered(alice)).toEqual(["Today", "Tomorrow", "Yesterday"]);
    await vi.waitFor(() => expect(offered(alice)).toContain(ADA.name));
    alice.press("Enter");
    expect(tokens(alice)).toEqual({ [wordsOf(dayFromNow(1))]: dayFromNow(1) });
  });

  it("asks for nothing in code, and in an address", () => {
    const alice = new Peer(stateOf([{ text: "", kind: "code" }, { text: "" }]));
    expect(offered(alice.select(0, 0).type("@"))).toBeNull();
    expect(offered(alice.select(1, 0).type("ada@"))).toBeNull();
  });

  it("goes on with days when nobody can be asked", async () => {
    const alice = new Peer();
    alice.type("@tod");
    expect(offered(alice)).toEqual(["Today"]);
    alice.press("Tab");
    expect(tokens(alice)).toEqual({ [wordsOf(dayFromNow(0))]: dayFromNow(0) });
  });
});

describe("a mention", () => {
  it("is deleted as a whole, from either side", async () => {
    const alice = await mentioning(await knowing(), "ada");
    alice.press("Backspace");
    const { tr } = alice.editor.state;
    alice.editor.view.dispatch(tr.delete(14, 15));
    alice.select(0, 13).press("Backspace");
    expect(alice.texts).toEqual([""]);
    await mentioning(alice, "ada");
    alice.select(0, 0).press("Delete");
    expect(alice.texts).toEqual([" "]);
  });

  it("is but words once somebody writes in it, and stays when they write beside it", async () => {
    const alice = await mentioning(await knowing(), "ada");
    alice.select(0, 0).type("so ").select(0, 16).type("!");
    expect(tokens(alice)).toEqual({ "@Ada Lovelace": ADA.id });
    alice.select(0, 8).type("x");
    expect([alice.texts, tokens(alice)]).toEqual([["so @Ada xLovelace! "], {}]);
  });

  it("stays whole, or goes, while two write", async () => {
    const alice = await mentioning(await knowing(), "ada");
    const bob = new Peer(alice.state);
    alice.outbox.length = 0;
    bob.select(0, 0).type("hey ").select(0, 18).type("you");
    alice.select(0, 13).press("Backspace").type("Bob");
    exchange(alice, bob);
    expect(alice.texts).toEqual(bob.texts);
    expect(alice.texts[0]).toContain("hey ");
    expect(alice.texts[0]).toContain("Bob");
    expect(tokens(alice)).toEqual({});
  });

  it("with an id that is none is but words", () => {
    const alice = new Peer(stateOf([{ text: "words" }]));
    const { state, view } = alice.editor;
    const attrs = { person: "x' onclick='y", document: "../../evil" };
    const mark = state.schema.marks.mention?.create(attrs);
    if (mark) view.dispatch(state.tr.addMark(1, 6, mark));
    expect(view.dom.querySelector("a, [data-person], [href]")).toBeNull();
    expect(view.dom.textContent).toBe("words");
  });
});

describe("days", () => {
  it("are written in words, whatever the zone", () => {
    expect(wordsOf("2026-11-28")).toBe("28 November 2026");
    expect(dayFromNow(1, new Date(2026, 11, 31, 23, 59))).toBe("2027-01-01");
    expect(dayFromNow(0, new Date(2026, 0, 1, 0, 1))).toBe("2026-01-01");
  });

  it("go by names and numbers", () => {
    expect(daysNamed("2026-12-24")).toEqual([{ day: "2026-12-24", name: null }]);
    expect(daysNamed("2026-02-30")).toEqual([]);
    expect(daysNamed("to").map(({ name }) => name)).toEqual(["today", "tomorrow"]);
  });
});
