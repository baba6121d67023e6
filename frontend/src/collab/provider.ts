/** A Hocuspocus provider whose count of unacknowledged messages is exact. */
import { HocuspocusProvider } from "@hocuspocus/provider";
import { createDecoder, readVarString, readVarUint, readVarUint8Array } from "lib0/decoding";
import { type Encoder, toUint8Array } from "lib0/encoding";
import { applyUpdate, mergeUpdates, type Transaction } from "yjs";
import { Inbox } from "./inbox";
import { setIncoming } from "./incoming";

const SYNC = 0;
const AWARENESS = 1;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

type Message = MessageEvent<ArrayBuffer>;

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
  /**
   * Whether the server has said on this connection that it knows documents as this page does. Until
   * then nothing of theirs is taken in: an editor deletes what it does not know.
   */
  isOfOneSchema = false;
  private hasSentState = false;
  private readonly inbox = new Inbox<Message>((messages) => this.takeIn(messages));

  /** Whether everything that this replica holds is stored. */
  get isAcknowledged(): boolean {
    return this.synced && this.hasSentState && this.unsyncedChanges === 0;
  }

  override startSync(): void {
    this.hasSentState = false;
    super.startSync();
  }

  override onClose(): void {
    this.inbox.flush();
    this.isOfOneSchema = false;
    this.hasSentState = false;
    super.onClose();
  }

  /** Before our step 2 is sent, edits need no message of their own: it will hold them. */
  override documentUpdateHandler(update: Uint8Array, origin: unknown): void {
    if (this.hasSentState) super.documentUpdateHandler(update, origin);
  }

  /** What others do may wait a little; what is asked, answered and acknowledged may not. */
  override onMessage(event: Message): void {
    const { type, step } = kindOf(event);
    if (type === SYNC && step !== STEP_1 && !this.isOfOneSchema) return;
    if (type === AWARENESS || (type === SYNC && step === UPDATE)) {
      this.inbox.add(event);
    } else {
      if (type === SYNC) this.inbox.flush();
      if (step === STEP_2) this.emit("stateComes", { update: updateIn(event) });
      this.noting(updateIn(event), () => super.onMessage(event));
      if (step === STEP_1) this.emit("asked", { vector: bytesIn(event) });
    }
  }

  /** Updates become one transaction; then comes who is where in what they have made. */
  private takeIn(messages: Message[]): void {
    const updates = messages.map(updateIn).filter((update) => update !== null);
    this.emit("message");
    if (updates.length > 0) {
      const update = mergeUpdates(updates);
      this.noting(update, () => applyUpdate(this.document, update, this));
    }
    for (const message of messages) {
      if (kindOf(message).type === AWARENESS) super.onMessage(message);
    }
  }

  /** Has the transaction that applies an update know it. */
  private noting(update: Uint8Array | null, apply: () => void): void {
    const note = (transaction: Transaction) => update && setIncoming(transaction, update);
    this.document.once("beforeTransaction", note);
    apply();
    this.document.off("beforeTransaction", note);
  }

  override send(message: Parameters<Send>[0], args: Parameters<Send>[1]): void {
    super.send(message, args);
    if (this.hasSentState || !isStepTwo(args)) return;
    this.hasSentState = true;
    this.emit("stateSent");
  }
}

function kindOf({ data }: Message): { type: number; step: number | null } {
  const decoder = createDecoder(new Uint8Array(data));
  readVarString(decoder);
  const type = readVarUint(decoder);
  return { type, step: type === SYNC ? readVarUint(decoder) : null };
}

/** The update that a frame carries, as a sync step 2 or by itself. */
function updateIn(event: Message): Uint8Array | null {
  const { type, step } = kindOf(event);
  return type === SYNC && step !== STEP_1 ? bytesIn(event) : null;
}

/** What a sync message carries. */
function bytesIn({ data }: Message): Uint8Array {
  const decoder = createDecoder(new Uint8Array(data));
  readVarString(decoder);
  readVarUint(decoder);
  readVarUint(decoder);
  return readVarUint8Array(decoder);
}

/** Whether a reply that the provider has encoded is a sync step 2. */
function isStepTwo({ encoder }: { encoder?: Encoder }): boolean {
  if (!encoder) return false;
  const decoder = createDecoder(toUint8Array(encoder));
  readVarString(decoder);
  return readVarUint(decoder) === SYNC && readVarUint(decoder) === STEP_2;
}
