/** Cuts frames into numbered pieces for the server: `documents/core/pieces.py` puts them together. */

const PIECE_BYTES = 512 * 1024;
const FRAMES = 64;
const LENGTH_BYTES = 4;

export interface Piece {
  number: number;
  bytes: Uint8Array<ArrayBuffer>;
}

export class Pieces {
  private readonly waiting: Uint8Array[] = [];
  private sent = 0;

  add(frame: Uint8Array): void {
    this.waiting.push(framed(frame));
  }

  /** What waits, as far as it goes into one piece; null: nothing does. */
  next(): Piece | null {
    const parts: Uint8Array[] = [];
    let room = PIECE_BYTES;
    for (let part = this.waiting[0]; part && room > 0 && parts.length < FRAMES; ) {
      parts.push(part.subarray(0, room));
      if (part.length > room) this.waiting[0] = part.subarray(room);
      else this.waiting.shift();
      room -= Math.min(room, part.length);
      part = this.waiting[0];
    }
    if (parts.length === 0) return null;
    this.sent += 1;
    return { number: this.sent, bytes: joined(parts) };
  }
}

function framed(frame: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(LENGTH_BYTES + frame.length);
  new DataView(bytes.buffer).setUint32(0, frame.length);
  bytes.set(frame, LENGTH_BYTES);
  return bytes;
}

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let place = 0;
  for (const part of parts) {
    bytes.set(part, place);
    place += part.length;
  }
  return bytes;
}
