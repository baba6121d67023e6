/** What was here and what was there when somebody who had written alone is connected again. */
import {
  type Doc,
  decodeStateVector,
  encodeStateAsUpdate,
  encodeStateVector,
  type Transaction,
} from "yjs";

/** What was removed: ranges of clocks, by clientID. */
export type Removed = Transaction["deleteSet"];

export interface Meeting {
  /** The document as it was here, as an update that holds all of it. */
  local: Uint8Array;
  /** The update that brings what others have done. */
  theirs: Uint8Array;
  /** What others had: their state vector. */
  vector: Uint8Array;
  /** What was removed here while others could not know of it; null: not known, the page is younger. */
  removed: Removed[] | null;
}

/** Puts a meeting together from what a connection brings, in this order. */
export class Meetings {
  private begun: (Omit<Meeting, "vector"> & { had: Uint8Array }) | null = null;
  private removed: Removed[] | null = null;

  constructor(
    private readonly doc: Doc,
    /** Whether something was changed here that is not known to be there. */
    private readonly isChanged: () => boolean,
    private readonly onMeeting: (meeting: Meeting) => void,
  ) {
    doc.on("afterTransaction", ({ local, deleteSet }: Transaction) => {
      if (local && deleteSet.clients.size > 0) this.removed?.push(deleteSet);
    });
  }

  /** The others have all that is here. */
  haveAll(): void {
    this.removed = [];
  }

  /** The update that brings what others have done is about to be taken in. */
  begin(theirs: Uint8Array): void {
    const had = encodeStateVector(this.doc);
    const local = encodeStateAsUpdate(this.doc);
    this.begun = { local, theirs, had, removed: this.removed && [...this.removed] };
  }

  /** The others tell what they have had. */
  complete(vector: Uint8Array): void {
    if (!this.begun) return;
    const { had, ...rest } = this.begun;
    this.begun = null;
    if (this.isChanged() || isAhead(had, vector)) this.onMeeting({ ...rest, vector });
  }
}

function isAhead(mine: Uint8Array, theirs: Uint8Array): boolean {
  const theyHad = decodeStateVector(theirs);
  return [...decodeStateVector(mine)].some(([client, clock]) => clock > (theyHad.get(client) ?? 0));
}
