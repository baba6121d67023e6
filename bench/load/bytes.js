/** Reading and writing the integers and byte strings of lib0, on which both protocols are built. */

export class Writer {
  #parts = [];

  /** Append an unsigned integer, seven bits a byte, low first. */
  integer(value) {
    const bytes = [];
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push(128 | (rest % 128));
    bytes.push(rest);
    return this.raw(bytes);
  }

  /** Append bytes behind their number. */
  bytes(bytes) {
    return this.integer(bytes.length).raw(bytes);
  }

  /** Append a string as UTF-8 behind its number of bytes. */
  string(text) {
    return this.bytes(Buffer.from(text));
  }

  /** Append bytes as they are. */
  raw(bytes) {
    this.#parts.push(Buffer.from(bytes));
    return this;
  }

  /** All that was written. */
  done() {
    return Buffer.concat(this.#parts);
  }
}

/**
 * A place in a buffer. One that lives long is pointed at each frame anew: at fifty thousand
 * deliveries a second, an object for each would be most of the generator's work.
 */
export class Reader {
  at = 0;
  #buffer = Buffer.alloc(0);
  #end = 0;

  /** Begin to read `buffer` from `start` up to `end`. */
  over(buffer, start = 0, end = buffer.length) {
    this.#buffer = buffer;
    this.at = start;
    this.#end = end;
    return this;
  }

  /** One byte. */
  byte() {
    if (this.at >= this.#end) throw new RangeError("the frame ends too early");
    return this.#buffer[this.at++];
  }

  /** An unsigned integer. */
  integer() {
    let byte = this.byte();
    if (byte < 128) return byte;
    let value = byte & 127;
    for (let scale = 128; byte > 127; scale *= 128) {
      byte = this.byte();
      value += (byte & 127) * scale;
    }
    return value;
  }

  /** Pass over bytes behind their number. */
  skipBytes() {
    const length = this.integer();
    this.at += length;
  }

  /** The UTF-16 length of a string; most are ASCII, and are not decoded. */
  stringLength() {
    const bytes = this.integer();
    const end = this.at + bytes;
    for (let at = this.at; at < end; at++) {
      if (this.#buffer[at] > 127) {
        const text = this.#buffer.toString("utf8", this.at, end);
        this.at = end;
        return text.length;
      }
    }
    this.at = end;
    return bytes;
  }
}
