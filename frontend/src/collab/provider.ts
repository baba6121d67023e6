/** A Hocuspocus provider whose count of unacknowledged messages is exact. */
import { HocuspocusProvider } from "@hocuspocus/provider";
import { createDecoder, readVarString, readVarUint } from "lib0/decoding";

const SYNC = 0;
const STEP_2 = 1;

type Send = HocuspocusProvider["send"];

/**
 * `unsyncedChanges` is the number of messages that the server has not acknowledged as stored.
 *
 * The provider as it is also sends what was typed while it was not connected, uncounted, beside the
 * sync step 2 that holds the same, and does not count a second step 2 that the server asks for.
 * Either way an acknowledgement of one message can pass for that of another, and the count reaches
 * zero while a word is still on its way.
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

  override send(message: Parameters<Send>[0], args: Parameters<Send>[1]): void {
    if (isStepTwo(args)) {
      // The first of a connection is what the count starts at.
      if (this.hasSentState) this.incrementUnsyncedChanges();
      this.hasSentState = true;
    }
    super.send(message, args);
  }
}

/** Whether a reply that the provider has encoded is a sync step 2. */
function isStepTwo({
  encoder,
}: {
  encoder?: { cbuf: Uint8Array; cpos: number; bufs: Uint8Array[] };
}) {
  if (!encoder) return false;
  const start = encoder.bufs[0] ?? encoder.cbuf.subarray(0, encoder.cpos);
  const decoder = createDecoder(start);
  readVarString(decoder);
  return readVarUint(decoder) === SYNC && readVarUint(decoder) === STEP_2;
}
