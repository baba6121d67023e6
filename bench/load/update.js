/**
 * Yjs updates (version 1): making those of a typist cheaply, and reading which of them arrived.
 *
 * What arrived is counted by the (clientID, clock, length) of each struct, so a server may merge,
 * split and reorder updates as it likes: a frame that holds fifty characters is fifty deliveries.
 */

import { Reader, Writer } from "./bytes.js";

/** The name of the Y.Text that everybody types into. */
export const TEXT = "text";

const KEY_ORIGIN = 0x80;
const KEY_RIGHT_ORIGIN = 0x40;
const KEY_PARENT_SUB = 0x20;
const SKIP = 10;
const GC = 0;
const STRING = 4;

/** The update that types the `clock`-th character of `clientID`, behind their own last one. */
export function keystroke(clientID, clock, character = "a") {
  const update = new Writer().integer(1).integer(1).integer(clientID).integer(clock);
  if (clock === 0) update.raw([STRING]).integer(1).string(TEXT);
  else
    update
      .raw([STRING | KEY_ORIGIN])
      .integer(clientID)
      .integer(clock - 1);
  return update.string(character).integer(0).done();
}

const reader = new Reader();

/** Call `found(clientID, clock, length)` for every struct of the update at buffer[start:end]. */
export function eachStruct(buffer, start, end, found) {
  reader.over(buffer, start, end);
  for (let sections = reader.integer(); sections > 0; sections--) {
    let structs = reader.integer();
    const clientID = reader.integer();
    for (let clock = reader.integer(); structs > 0; structs--) {
      const info = reader.byte();
      const length = structLength(info);
      if ((info & 31) !== SKIP) found(clientID, clock, length);
      clock += length;
    }
  }
}

function structLength(info) {
  const kind = info & 31;
  if (kind === GC || kind === SKIP) return reader.integer();
  if (info & KEY_ORIGIN) skipId();
  if (info & KEY_RIGHT_ORIGIN) skipId();
  if (!(info & (KEY_ORIGIN | KEY_RIGHT_ORIGIN))) {
    if (reader.integer() === 1) skipBytes();
    else skipId();
    if (info & KEY_PARENT_SUB) skipBytes();
  }
  const content = CONTENT[kind];
  if (content === undefined) throw new RangeError(`no struct has the content ${kind}`);
  return content();
}

function skipId() {
  reader.integer();
  reader.integer();
}

const skipBytes = () => reader.skipBytes();

/** Passes over a struct's content; returns how many clocks it takes. */
const CONTENT = {
  1: () => reader.integer(), // deleted
  2: () => repeated(skipBytes), // JSON
  3: () => one(skipBytes), // binary
  4: () => reader.stringLength(),
  5: () => one(skipBytes), // embed
  6: () => one(skipBytes, skipBytes), // format
  7: () => one(skipType),
  8: () => repeated(skipAny),
  9: () => one(skipBytes, skipAny), // subdocument
};

function one(...passes) {
  for (const pass of passes) pass();
  return 1;
}

function repeated(...passes) {
  const count = reader.integer();
  for (let left = count; left > 0; left--) one(...passes);
  return count;
}

function skipType() {
  const kind = reader.integer();
  if (kind === 3 || kind === 5) skipBytes(); // elements and hooks have names
}

/** Passes over a value that lib0's `writeAny` wrote. */
function skipAny() {
  const kind = reader.byte();
  if (kind === 125) while (reader.byte() > 127);
  else if (kind === 124) reader.at += 4;
  else if (kind === 123 || kind === 122) reader.at += 8;
  else if (kind === 119 || kind === 116) skipBytes();
  else if (kind === 118) repeated(skipBytes, skipAny);
  else if (kind === 117) repeated(skipAny);
}
