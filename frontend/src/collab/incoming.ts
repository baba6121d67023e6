/** Remembers, with a Yjs transaction, the update that it applies: what its sender really said. */
import type { Transaction } from "yjs";

const UPDATE = Symbol("incoming update");

export function setIncoming(transaction: Transaction, update: Uint8Array): void {
  transaction.meta.set(UPDATE, update);
}

/** The update whose application the transaction is, if it came from somebody else. */
export function incomingOf(transaction: Transaction): Uint8Array | undefined {
  return transaction.meta.get(UPDATE);
}
