/**
 * Every block command of one person, against what another does in the same block meanwhile.
 *
 * No word that somebody typed may be missing afterwards, and both must see the same document.
 */
import type { Command } from "@tiptap/pm/state";
import { describe, expect, it } from "vitest";
import { exchange, Peer, stateOf, type TestBlock } from "../../testing/peers";
import { read } from "../../testing/read";
import { ALIGNMENTS, KINDS, LEVELS, shapeOf, TONES } from "../schema/kinds";
import type { Language } from "../schema/languages";
import { setAlign, setCallout, setKind, setShape, toggleChecked } from "./blocks";
import { setColor, toggleScript } from "./formats";
import { indent } from "./indent";
import { toggleFormat } from "./links";

interface Change {
  name: string;
  /** What the block is before, where a plain paragraph would not show the command. */
  before?: Partial<TestBlock>;
  commands: Command[];
}

interface Edit {
  name: string;
  /** What the other does; every yield is a moment at which the network may deliver. */
  steps: (bob: Peer) => Generator<void>;
  /** The words that must stand in the document afterwards. */
  words: string[];
}

const OTHERS = KINDS.filter((kind) => kind !== "paragraph");

const CHANGES: Change[] = [
  ...KINDS.map((kind) => ({ name: `make it ${kind}`, commands: [setKind(kind)] })),
  ...LEVELS.map((level) => ({ name: `heading ${level}`, commands: [setKind("heading", level)] })),
  ...OTHERS.map((kind) => ({
    name: `make it ${kind} and a paragraph again`,
    commands: [setKind(kind), setKind("paragraph")],
  })),
  ...OTHERS.map((kind) => ({
    name: `make ${kind} a paragraph`,
    before: { kind },
    commands: [setKind("paragraph")],
  })),
  { name: "every kind in turn", commands: KINDS.map((kind) => setKind(kind)) },
  { name: "indent", before: { kind: "bullet" }, commands: [indent(1)] },
  { name: "outdent", before: { kind: "bullet", indent: 2 }, commands: [indent(-1)] },
  ...TONES.map((tone) => ({
    name: `make a warning a ${tone}`,
    before: { kind: "callout" as const, tone: "warning" as const },
    commands: [setCallout(tone)],
  })),
  ...[null, "python" as const].map((language) => ({
    name: `say that its language is ${language}`,
    before: { kind: "code" as const, language: "go" as const },
    commands: [sayLanguage(language)],
  })),
  ...ALIGNMENTS.map((align) => ({
    name: `align ${align}`,
    before: { align: "end" as const },
    commands: [setAlign(align)],
  })),
  { name: "tick", before: { kind: "task" }, commands: [toggleChecked] },
  { name: "untick", before: { kind: "task", checked: true }, commands: [toggleChecked] },
];

const EDITS: Edit[] = [
  {
    name: "types at the end",
    words: ["alpha", "bravo", "charlie", "typed", "twice"],
    *steps(bob) {
      bob.after("charlie").type(" typed");
      yield;
      bob.type(" twice");
    },
  },
  {
    name: "types in the middle",
    words: ["alpha", "typed", "twice", "bravo", "charlie"],
    *steps(bob) {
      bob.after("alpha ").type("typed ");
      yield;
      bob.type("twice ");
    },
  },
  {
    name: "formats",
    words: ["alpha", "bravo", "charlie"],
    *steps(bob) {
      bob.select(1, 6, 1, 11).run(toggleFormat("bold"));
      yield;
      bob.run(toggleFormat("italic"));
    },
  },
  {
    name: "colours",
    words: ["alpha", "bravo", "charlie"],
    *steps(bob) {
      bob.select(1, 3, 1, 11).run(setColor("color", "red"));
      yield;
      bob.run(setColor("highlight", "green"));
      bob.run(toggleScript("superscript"));
    },
  },
  {
    name: "splits and goes on",
    words: ["alpha", "bravo", "typed", "charlie"],
    *steps(bob) {
      bob.after("bravo ").press("Enter");
      yield;
      bob.type("typed ");
    },
  },
  {
    name: "splits at the start and at the end",
    words: ["above", "alpha", "bravo", "charlie", "below"],
    *steps(bob) {
      bob.select(1, 0).press("Enter").select(1, 0).type("above");
      yield;
      bob.after("charlie").press("Enter").type("below");
    },
  },
  {
    name: "deletes and types",
    words: ["alpha", "typed", "charlie"],
    *steps(bob) {
      bob.select(1, 6, 1, 11).press("Backspace");
      yield;
      bob.type("typed");
    },
  },
  {
    name: "joins it with the next",
    words: ["alpha", "bravo", "charlie", "typed", "last"],
    *steps(bob) {
      bob.after("charlie").press("Delete");
      yield;
      bob.after("charlie").type(" typed ");
    },
  },
  {
    name: "joins it to the one before",
    words: ["first", "typed", "alpha", "bravo", "charlie"],
    *steps(bob) {
      bob.select(0, 5, 1, 0).press("Backspace");
      yield;
      bob.type(" typed ");
    },
  },
];

function sayLanguage(language: Language | null): Command {
  return ({ tr, selection: { $from } }, dispatch) => {
    dispatch?.(setShape(tr, $from.before(), { ...shapeOf($from.parent.attrs), language }));
    return true;
  };
}

/** When each side hears the other: only at the end, or while both are still at it. */
const WAYS = [
  { network: "offline", order: "command first" },
  { network: "online with delay", order: "command first" },
  { network: "online with delay", order: "edit first" },
];

describe.each(CHANGES)("$name", ({ before, commands }) => {
  const state = stateOf([
    { text: "first" },
    { text: "alpha bravo charlie", ...before },
    { text: "last" },
  ]);

  describe.each(EDITS)("while the other $name", ({ steps, words }) => {
    it.each(WAYS)("$network, $order", ({ network, order }) => {
      const alice = new Peer(state);
      const bob = new Peer(state);
      const command = commands[Symbol.iterator]();
      const edit = steps(bob);
      const turns = [
        () => {
          const next = command.next();
          if (!next.done) alice.after("alp").run(next.value);
          return !next.done;
        },
        () => !edit.next().done,
      ];
      if (order === "edit first") turns.reverse();
      while (turns.map((turn) => turn()).some(Boolean)) {
        // What is written after this moment is on its way while the other goes on.
        if (network === "online with delay") deliverOldest(alice, bob);
      }
      exchange(alice, bob);

      for (const word of words) expect(bob.words).toContain(word);
      expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
      expect(alice.node.check()).toBeUndefined();
      expect(read([alice.state]).content).toEqual(alice.node.toJSON());
    });
  });
});

/** Lets the oldest update of each side arrive, and keeps the rest on its way. */
function deliverOldest(alice: Peer, bob: Peer): void {
  const [fromAlice, fromBob] = [alice.outbox.splice(0, 1), bob.outbox.splice(0, 1)];
  bob.receive(fromAlice);
  alice.receive(fromBob);
}
