// @vitest-environment node
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import type { Removed } from "../../collab/meeting";
import { type Conflict, conflictsOf } from "./find";

const ROOT = "default";

interface Parted {
  me: Y.Doc;
  others: Y.Doc;
  /** What I have removed since. */
  removed: Removed[];
}

/** Two replicas of one text block that have parted; nothing deleted is forgotten at once. */
function parted(words: string): Parted {
  const origin = new Y.Doc();
  const block = new Y.XmlElement("block");
  block.insert(0, [new Y.XmlText(words)]);
  origin.getXmlFragment(ROOT).insert(0, [block]);
  const [me, others] = [new Y.Doc({ gc: false }), new Y.Doc()];
  for (const doc of [me, others]) Y.applyUpdate(doc, Y.encodeStateAsUpdate(origin));
  const removed: Removed[] = [];
  me.on("afterTransaction", ({ deleteSet }) => removed.push(deleteSet));
  return { me, others, removed };
}

function blockOf(doc: Y.Doc): Y.XmlElement {
  return doc.getXmlFragment(ROOT).get(0) as Y.XmlElement;
}

function textOf(doc: Y.Doc): Y.XmlText {
  return blockOf(doc).get(0) as Y.XmlText;
}

/** Puts words in the place of others, as somebody does who selects and types. */
function replace(doc: Y.Doc, old: string, words: string): void {
  const text = textOf(doc);
  const index = text.toJSON().indexOf(old);
  if (index < 0) throw new Error(`no ${old} in ${text.toJSON()}`);
  text.delete(index, old.length);
  for (const [i, letter] of [...words].entries()) text.insert(index + i, letter);
}

function meet(me: Y.Doc, others: Y.Doc, removed: Removed[] | null = null): Conflict[] {
  const vector = Y.encodeStateVector(others);
  const theirs = Y.encodeStateAsUpdate(others, Y.encodeStateVector(me));
  return conflictsOf({ local: Y.encodeStateAsUpdate(me), theirs, vector, removed }, ROOT);
}

describe("a conflict", () => {
  it("is where both replaced the same word", () => {
    const { me, others } = parted("the cat sat");
    replace(me, "cat", "dog");
    replace(others, "cat", "bird");
    expect(meet(me, others)).toMatchObject([
      { mine: "dog", theirs: "bird", isBlock: false, authors: [others.clientID] },
    ]);
  });

  it("is one where they changed different letters of it", () => {
    const { me, others } = parted("the colour is");
    replace(me, "our", "or");
    replace(others, "col", "kol");
    expect(meet(me, others)).toMatchObject([{ mine: "color", theirs: "kolour" }]);
  });

  it("is where one removed what the other changed", () => {
    const { me, others } = parted("the cat sat");
    textOf(me).insert(6, "r");
    replace(others, "cat ", "");
    expect(meet(me, others)).toMatchObject([{ mine: "cart", theirs: "" }]);
  });

  it("is where both began the same word", () => {
    const { me, others } = parted("the ");
    for (const [doc, word] of [
      [me, "dog"],
      [others, "bird"],
    ] as const) {
      textOf(doc).insert(4, word);
    }
    expect(meet(me, others)).toMatchObject([{ mine: "dog", theirs: "bird" }]);
  });

  it("is where one removed the block that the other wrote in", () => {
    const { me, others } = parted("the cat sat");
    replace(me, "cat", "dog");
    others.getXmlFragment(ROOT).delete(0, 1);
    expect(meet(me, others)).toMatchObject([
      { mine: "the dog sat", theirs: "", place: null, isBlock: true },
    ]);
  });

  it("is where others wrote in the block that one removed", () => {
    const { me, others } = parted("the cat sat");
    me.getXmlFragment(ROOT).delete(0, 1);
    replace(others, "cat", "dog");
    expect(meet(me, others)).toMatchObject([
      { mine: "", theirs: "the dog sat", place: null, isBlock: true },
    ]);
  });

  it("is where both made something else of the block", () => {
    const { me, others } = parted("the cat sat");
    blockOf(me).setAttribute("kind", "heading");
    blockOf(others).setAttribute("kind", "quote");
    blockOf(others).setAttribute("indent", 2 as unknown as string);
    expect(meet(me, others)).toMatchObject([
      { mine: "Heading", theirs: "Quote", made: { mine: { kind: "heading" } } },
    ]);
  });

  it("is not where both made the same of the block, or each something of its own", () => {
    const { me, others } = parted("the cat sat");
    for (const doc of [me, others]) blockOf(doc).setAttribute("kind", "heading");
    blockOf(me).setAttribute("align", "center");
    blockOf(others).setAttribute("indent", 2 as unknown as string);
    expect(meet(me, others)).toEqual([]);
  });

  it.each<[string, string, [string, string], [string, string], string]>([
    ["a word that both replaced", "the cat sat", ["cat", "dog"], ["cat", "bird"], "cat"],
    ["one of which either changed letters", "the colour", ["our", "or"], ["col", "kol"], "colour"],
    ["words that either made one", "a cat sat", ["cat s", "b"], ["cat s", "r"], "cat sat"],
    ["nothing", " is", ["", "dog"], ["", "bird"], ""],
  ])("says what there was before: %s", (_, words, mine, theirs, was) => {
    const { me, others, removed } = parted("an old word");
    // What was removed before they parted is nobody's word.
    replace(me, "an old word", words);
    Y.applyUpdate(others, Y.encodeStateAsUpdate(me));
    removed.length = 0;
    replace(me, ...mine);
    replace(others, ...theirs);
    expect(meet(me, others, removed).map((conflict) => conflict.was)).toEqual([was]);
    expect(meet(me, others).map((conflict) => conflict.was)).toEqual([""]);
  });

  it("says what there was before in a block that one removed", () => {
    for (const iRemove of [true, false]) {
      const { me, others, removed } = parted("the cat sat");
      const [first, second] = iRemove ? [me, others] : [others, me];
      first.getXmlFragment(ROOT).delete(0, 1);
      replace(second, "cat", "dog");
      expect(meet(me, others, removed)).toMatchObject([{ was: "the cat sat" }]);
    }
  });

  it("says where the word is now", () => {
    const { me, others } = parted("the cat sat");
    replace(me, "cat", "dog");
    replace(others, "cat", "bird");
    const [conflict] = meet(me, others);
    const merged = new Y.Doc();
    for (const doc of [me, others]) Y.applyUpdate(merged, Y.encodeStateAsUpdate(doc));
    const index = (id: Y.ID | undefined) => {
      const position = new Y.RelativePosition(null, null, id ?? null, 0);
      return Y.createAbsolutePositionFromRelativePosition(position, merged)?.index ?? Number.NaN;
    };
    const words = textOf(merged).toJSON();
    const { first, last } = conflict?.place ?? {};
    expect(["dogbird", "birddog"]).toContain(words.slice(index(first), index(last) + 1));
  });

  it.each<[string, string, [string, string], [string, string]]>([
    ["different words", "the cat sat", ["cat", "dog"], ["sat", "lay"]],
    ["neighbours that share a space", "the cat sat", ["the", "a"], ["cat", "dog"]],
    ["new words at one place", "the ", [" ", " my "], [" ", " your "]],
    ["nothing on one side", "the cat sat", ["cat", "dog"], ["cat", "cat"]],
  ])("is not in %s", (_, words, mine, theirs) => {
    const { me, others } = parted(words);
    replace(me, ...mine);
    if (theirs[0] !== theirs[1]) replace(others, ...theirs);
    expect(meet(me, others)).toEqual([]);
  });

  it("is not where both removed the same word", () => {
    const { me, others } = parted("the cat sat");
    replace(me, "cat ", "");
    replace(others, "cat ", "");
    expect(meet(me, others)).toEqual([]);
  });
});

describe("at random", () => {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
  const random = generator(seed);
  const below = (n: number) => Math.floor(random() * n);
  const letters = () => Array.from({ length: 1 + below(4) }, () => "xyzuvw"[below(6)]).join("");
  const ROUNDS = 40;
  const WORDS = Array.from({ length: 12 }, (_, i) => `word${String.fromCharCode(97 + i)}`);

  /** Changes a word at one place or all of it, and may change it once more. */
  function edit(doc: Y.Doc, word: string): void {
    const text = textOf(doc);
    const index = text.toJSON().indexOf(word);
    const from = below(word.length);
    const length = 1 + below(word.length - from);
    text.delete(index + from, length);
    if (from > 0 || length < word.length || below(2)) text.insert(index + from, letters());
  }

  it(`never finds one in different words (SEED=${seed})`, () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { me, others } = parted(WORDS.join(" "));
      const shuffled = [...WORDS].sort(() => random() - 0.5);
      for (const word of shuffled.slice(0, 4)) edit(me, word);
      for (const word of shuffled.slice(4, 8)) edit(others, word);
      expect(meet(me, others)).toEqual([]);
    }
  });

  it(`always finds one where both replaced the same word (SEED=${seed})`, () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { me, others } = parted(WORDS.join(" "));
      const [same = "", ...rest] = [...WORDS].sort(() => random() - 0.5);
      for (const word of rest.slice(0, 3)) edit(me, word);
      for (const word of rest.slice(3, 6)) edit(others, word);
      const [mine, theirs] = [letters(), letters()];
      replace(me, same, mine);
      replace(others, same, theirs);
      expect(meet(me, others)).toMatchObject([{ mine, theirs }]);
    }
  });
});

/** Numbers below 1 that follow from the seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
