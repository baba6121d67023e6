/** Three people do anything at all, over a network that delivers whenever it likes. */
import { create, int32, type PRNG, word } from "lib0/prng";
import { expect, it } from "vitest";
import { exchange, Peer } from "../../testing/peers";
import { setAlign, setCallout, setKind, setShape } from "../commands/blocks";
import { clearFormats, setColor, toggleScript } from "../commands/formats";
import { indent } from "../commands/indent";
import { toggleFormat } from "../commands/links";
import { insertRule } from "../commands/text";
import { deleteBlocks, duplicate } from "../handle/blocks";
import { groupAt } from "../handle/group";
import { moveBlocks, moveDown, moveUp } from "../handle/move";
import { COLORS } from "../schema/colors";
import { ALIGNMENTS, isCode, KINDS, LEVELS, shapeOf, TONES } from "../schema/kinds";
import { LANGUAGE_NAMES, type Language } from "../schema/languages";

const RUNS = Number(process.env.RUNS ?? 20);
const STEPS = 60;
const FIRST_SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);

type Action = (peer: Peer, random: PRNG) => void;

const ACTIONS: Action[] = [
  (peer, random) => peer.type(`${word(random, 3, 6)} `),
  (peer, random) => peer.type(`${word(random, 3, 6)} `),
  (peer) => peer.press("Enter"),
  (peer, random) => sayLanguage(peer, pick(random, LANGUAGE_NAMES)),
  (peer) => peer.press("Backspace"),
  (peer) => peer.press("Delete"),
  (peer) => peer.press("z", { ctrlKey: true }),
  (peer, random) => peer.run(setKind(pick(random, KINDS), pick(random, LEVELS))),
  (peer, random) => peer.run(indent(pick(random, [1, -1]))),
  (peer, random) => peer.run(setCallout(pick(random, TONES))),
  (peer, random) => peer.run(setAlign(pick(random, ALIGNMENTS))),
  (peer, random) => peer.run(toggleFormat(pick(random, ["bold", "italic", "code"]))),
  (peer, random) => peer.run(setColor(pick(random, ["color", "highlight"]), anyColor(random))),
  (peer, random) => peer.run(toggleScript(pick(random, ["subscript", "superscript"]))),
  (peer) => peer.run(clearFormats),
  (peer) => peer.run(insertRule),
  (peer) => peer.run(moveUp),
  (peer) => peer.run(moveDown),
  (peer) => peer.run(duplicate),
  (peer) => peer.run(deleteBlocks),
  (peer, random) => drag(peer, random),
  (peer, random) => selectAnywhere(peer, random, false),
  (peer, random) => selectAnywhere(peer, random, false),
  (peer, random) => selectAnywhere(peer, random, true),
];

function sayLanguage({ editor: { state, view } }: Peer, language: Language): void {
  const { $from } = state.selection;
  if (!isCode($from.parent)) return;
  view.dispatch(setShape(state.tr, $from.before(), { ...shapeOf($from.parent.attrs), language }));
}

function anyColor(random: PRNG) {
  return pick(random, [null, ...COLORS]);
}

function pick<T>(random: PRNG, choices: readonly T[]): T {
  return choices[int32(random, 0, choices.length - 1)] as T;
}

function drag(peer: Peer, random: PRNG): void {
  const { doc } = peer.editor.state;
  const group = groupAt(doc, int32(random, 0, doc.childCount - 1));
  moveBlocks(peer.editor.view, group, int32(random, 0, doc.childCount));
}

function selectAnywhere(peer: Peer, random: PRNG, isRange: boolean): void {
  const places = peer.texts.flatMap((text, block) => (text === "---" ? [] : [{ block, text }]));
  if (places.length === 0) return;
  const start = pick(random, places);
  const end = isRange ? pick(random, places) : start;
  const from = int32(random, 0, start.text.length);
  peer.select(start.block, from, end.block, isRange ? int32(random, 0, end.text.length) : from);
}

function deliverSome(peers: Peer[], waiting: Map<Peer, Uint8Array[]>, random: PRNG): void {
  for (const peer of peers) {
    const written = peer.outbox.splice(0);
    for (const other of peers) if (other !== peer) waiting.get(other)?.push(...written);
  }
  const receiver = pick(random, peers);
  const due = waiting.get(receiver) ?? [];
  receiver.receive(due.splice(0, int32(random, 0, due.length)));
}

it.each(Array.from({ length: RUNS }, (_, run) => FIRST_SEED + run))(
  "everybody ends with the same document (SEED=%i)",
  (seed) => {
    const random = create(seed);
    const peers = [new Peer(), new Peer(), new Peer()];
    const waiting = new Map(peers.map((peer) => [peer, [] as Uint8Array[]]));
    for (let step = 0; step < STEPS; step++) {
      pick(random, ACTIONS)(pick(random, peers), random);
      if (int32(random, 0, 3) === 0) deliverSome(peers, waiting, random);
    }
    for (const peer of peers) peer.receive(waiting.get(peer) ?? []);
    exchange(...peers);
    const [first, ...others] = peers.map((peer) => peer.node.toJSON());
    for (const other of others) expect(other).toEqual(first);
    const reader = new Peer(peers[0]?.state);
    expect(reader.node.toJSON()).toEqual(first);
    expect(reader.outbox).toEqual([]);
    for (const peer of [...peers, reader]) peer.close();
  },
);
