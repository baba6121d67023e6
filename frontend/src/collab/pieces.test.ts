// @vitest-environment node
import { expect, it } from "vitest";
import { Pieces } from "./pieces";

const MANY = 64;
const PIECE_BYTES = 512 * 1024;

/** All that comes out, as one stream. */
function drained(pieces: Pieces): { numbers: number[]; sizes: number[]; stream: number[] } {
  const numbers: number[] = [];
  const sizes: number[] = [];
  const stream: number[] = [];
  for (let piece = pieces.next(); piece; piece = pieces.next()) {
    numbers.push(piece.number);
    sizes.push(piece.bytes.length);
    for (const byte of piece.bytes) stream.push(byte);
  }
  return { numbers, sizes, stream };
}

it("puts frames that wait into one piece, each behind its length", () => {
  const pieces = new Pieces();
  expect(pieces.next()).toBe(null);
  pieces.add(Uint8Array.of(7));
  pieces.add(new Uint8Array());
  pieces.add(Uint8Array.of(8, 9));
  expect(drained(pieces)).toEqual({
    numbers: [1],
    sizes: [15],
    stream: [0, 0, 0, 1, 7, 0, 0, 0, 0, 0, 0, 0, 2, 8, 9],
  });
  pieces.add(Uint8Array.of(1));
  expect(pieces.next()?.number).toBe(2);
});

it("cuts what is longer than a piece", () => {
  const pieces = new Pieces();
  const frame = new Uint8Array(PIECE_BYTES + 10).map((_, place) => place);
  pieces.add(frame);
  pieces.add(Uint8Array.of(5));
  const { sizes, stream } = drained(pieces);
  expect(sizes).toEqual([PIECE_BYTES, 10 + 4 + 5]);
  expect(stream.slice(4, 4 + frame.length)).toEqual([...frame]);
  expect(stream.slice(-5)).toEqual([0, 0, 0, 1, 5]);
});

it("puts no more frames into a piece than the server takes in one", () => {
  const pieces = new Pieces();
  for (let count = 0; count < MANY + 1; count += 1) pieces.add(new Uint8Array());
  expect(drained(pieces).sizes).toEqual([4 * MANY, 4]);
});
