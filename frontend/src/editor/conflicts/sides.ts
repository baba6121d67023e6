/** Tells who has made or removed what of a document that two sides have changed apart. */
import {
  decodeStateVector,
  decodeUpdate,
  encodeStateVectorFromUpdate,
  type ID,
  isDeleted,
} from "yjs";
import type { Meeting } from "../../collab/meeting";

export type Side = "both" | "mine" | "theirs";

/** Something that at least one of the sides still sees. */
export interface Piece {
  /** Who had it at first. */
  of: Side;
  /** Who sees it now, before the sides are merged. */
  seenBy: Side;
}

export interface Sides {
  /** Null: nobody sees it any more. */
  pieceAt: (id: ID) => Piece | null;
}

export function sidesOf({ local, theirs, vector }: Meeting): Sides {
  const theyHad = decodeStateVector(vector);
  const iHad = decodeStateVector(encodeStateVectorFromUpdate(local));
  const { ds: goneHere } = decodeUpdate(local);
  const { ds: goneThere } = decodeUpdate(theirs);
  const authorOf = ({ client, clock }: ID): Side => {
    if (clock >= (theyHad.get(client) ?? 0)) return "mine";
    return clock >= (iHad.get(client) ?? 0) ? "theirs" : "both";
  };
  return {
    pieceAt: (id) => {
      const of = authorOf(id);
      const isSeenHere = of !== "theirs" && !isDeleted(goneHere, id);
      const isSeenThere = of !== "mine" && !isDeleted(goneThere, id);
      if (isSeenHere && isSeenThere) return { of, seenBy: "both" };
      if (isSeenHere) return { of, seenBy: "mine" };
      return isSeenThere ? { of, seenBy: "theirs" } : null;
    },
  };
}

/** Whether a side has made any of these pieces, or removed it. */
export function isTouched(pieces: Piece[], side: "mine" | "theirs"): boolean {
  const other = side === "mine" ? "theirs" : "mine";
  return pieces.some(({ of, seenBy }) => of === side || (of === "both" && seenBy === other));
}

/** What a side sees of these pieces. */
export function asSeenBy<P extends Piece>(pieces: P[], side: "mine" | "theirs"): P[] {
  return pieces.filter(({ seenBy }) => seenBy === side || seenBy === "both");
}
