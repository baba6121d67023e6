import { beforeAll, describe, expect, it } from "vitest";
import { Peer, stateOf } from "../../testing/peers";
import { questionKey } from "../menus/question";
import { load } from "./asker";
import { EMOJI, findEmoji } from "./data";

function offered(peer: Peer): string[] | null {
  return questionKey.getState(peer.editor.state)?.found.map(({ label }) => label) ?? null;
}

beforeAll(async () => {
  await load();
});

describe("a colon", () => {
  it("and two letters offer emoji, of which one is chosen", () => {
    const alice = new Peer();
    expect(offered(alice.type("so :s"))).toBeNull();
    expect(offered(alice.type("mi"))?.length).toBeGreaterThan(3);
    alice.type("le").press("Enter").type("!");
    expect(alice.texts).toEqual(["so 😄!"]);
  });

  it("behind a whole name makes it the emoji", () => {
    expect(new Peer().type("a :tada: b").texts).toEqual(["a 🎉 b"]);
    expect(new Peer().type("a :nonsense: b").texts).toEqual(["a :nonsense: b"]);
  });

  it("is what it is in code, times and addresses", () => {
    const alice = new Peer(stateOf([{ text: "", kind: "code" }, { text: "" }]));
    expect(alice.select(0, 0).type(":tada: ").texts[0]).toBe(":tada: ");
    expect(offered(alice.select(1, 0).type("at 10:30am"))).toBeNull();
    expect(alice.type(" a:b:c").texts[1]).toBe("at 10:30am a:b:c");
  });
});

describe("what there is", () => {
  it("is all the world has, each with a name", () => {
    expect(EMOJI.length).toBeGreaterThan(1_800);
    expect(EMOJI.every(({ sign, label }) => sign && label)).toBe(true);
  });

  it.each([
    ["heart", "❤️"],
    ["thumbs", "👍️"],
    ["party", "🎉"],
  ])("is found by %j", (query, sign) => {
    expect(findEmoji(query, 8).map((one) => one.sign)).toContain(sign);
  });
});
