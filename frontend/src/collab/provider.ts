/** A Hocuspocus provider whose count of unacknowledged messages is exact. */
import { HocuspocusProvider } from "@hocuspocus/provider";
import { createDecoder, readVarString, readVarUint, readVarUint8Array } from "lib0/decoding";
import { type Encoder, toUint8Array } from "lib0/encoding";
import type { Transaction } from "yjs";
import { setIncoming } from "./incoming";

const SYNC = 0;
const STEP_1 = 0;
const STEP_2 = 1;

type Send = HocuspocusProvider["send"];

/**
 * `unsyncedChanges` is the number of messages that the server has not acknowledged as stored.
 *
 * It starts at one, for the sync step 2 that holds all that was done while not connected. But the
 * provider as it is sends the same edits by themselves as well, and these it does not count: their
 * acknowledgements pass for those of later edits, and the count reaches zero while a word is still
 * on its way. Here an edit is either in that step 2 or a message of its own that is counted.
 */
export class CountingProvider extends HocuspocusProvider {
  private hasSentState = false;

  /** Whether everything that this replica holds is stored. */
  get isAcknowledged(): boolean {
    return this.synced && this.hasSentState && this.unsyncedChanges === 0;
  }

  override startSync(): void {
    this.hasSentState = false;
    super.startSync();
  }

  override onClose(): void {
    this.hasSentState = false;
    super.onClose();
  }

  /** Before our step 2 is sent, edits need no message of their own: it will hold them. */
  override documentUpdateHandler(update: Uint8Array, origin: unknown): void {
    if (this.hasSentState) super.documentUpdateHandler(update, origin);
  }

  /** Has the transaction that applies an update know it. */
  override onMessage(event: MessageEvent<ArrayBuffer>): void {
    const update = updateIn(new Uint8Array(event.data));
    const note = (transaction: Transaction) => update && setIncoming(transaction, update);
    this.document.once("beforeTransaction", note);
    super.onMessage(event);
    this.document.off("beforeTransaction", note);
  }

  override send(message: Parameters<Send>[0], args: Parameters<Send>[1]): void {
    super.send(message, args);
    this.hasSentState ||= isStepTwo(args);
  }
}

/** The update that a frame carries, as a sync step 2 or by itself. */
function updateIn(frame: Uint8Array): Uint8Array | null {
  const decoder = createDecoder(frame);
  readVarString(decoder);
  if (readVarUint(decoder) !== SYNC || readVarUint(decoder) === STEP_1) return null;
  return readVarUint8Array(decoder);
}

/** Whether a reply that the provider has encoded is a sync step 2. */
function isStepTwo({ encoder }: { encoder?: Encoder }): boolean {
  if (!encoder) return false;
  const decoder = createDecoder(toUint8Array(encoder));
  readVarString(decoder);
  return readVarUint(decoder) === SYNC && readVarUint(decoder) === STEP_2;
}
