/** Tables that tests begin with. */
import { insertTable } from "../editor/tables/commands";
import { Peer } from "./peers";

/** Somebody with a table of nine letters before them. */
export function withTable(): Peer {
  const peer = new Peer();
  peer.run(insertTable);
  for (const letter of "abcdefghi") {
    peer.type(letter);
    if (letter !== "i") peer.press("Tab");
  }
  return peer;
}

export const LETTERS = [
  ["a", "b", "c"],
  ["d", "e", "f"],
  ["g", "h", "i"],
];
