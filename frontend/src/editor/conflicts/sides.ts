/** Tells who has made or removed what of a document that two sides have changed apart. */
import {
  decodeStateVector,
  decodeUpdate,
  encodeStateVectorFromUpdate,
  type ID,
  isDeleted,
  mergeDeleteSets,
} from "yjs";
import type { Meeting } from "../../collab/meeting";

export type Side = "both" | "mine" | "theirs";

/** Something that at least one of the sides still sees, or that both saw when they parted. */
export interface Piece {
  /** Who had it at first. */
  of: Side;
  /** Who sees it now, before the sides are merged; null: nobody. */
  seenBy: Side | null;
  /** Whether it is known that both saw it when they parted. */
  wasThere: boolean;
}

export interface Sides {
  /** Null: nobody sees it any more, nor is it known that somebody did when they parted. */
  pieceAt: (id: ID) => Piece | null;
}

export function sidesOf({ local, theirs, vector, removed }: Meeting): Sides {
  const theyHad = decodeStateVector(vector);
  const iHad = decodeStateVector(encodeStateVectorFromUpdate(local));
  const { ds: goneHere } = decodeUpdate(local);
  const { ds: goneThere } = decodeUpdate(theirs);
  const removedHere = removed && mergeDeleteSets(removed);
  const authorOf = ({ client, clock }: ID): Side => {
    if (clock >= (theyHad.get(client) ?? 0)) return "mine";
    return clock >= (iHad.get(client) ?? 0) ? "theirs" : "both";
  };
  return {
    pieceAt: (id) => {
      const of = authorOf(id);
      const isSeenHere = of !== "theirs" && !isDeleted(goneHere, id);
      const isSeenThere = of !== "mine" && !isDeleted(goneThere, id);
      const seenBy = isSeenHere ? (isSeenThere ? "both" : "mine") : isSeenThere ? "theirs" : null;
      const wasSeen = isSeenHere || (removedHere !== null && isDeleted(removedHere, id));
      const wasThere = of === "both" && removedHere !== null && wasSeen;
      return seenBy || wasThere ? { of, seenBy, wasThere } : null;
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
