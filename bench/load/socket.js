/**
 * A WebSocket client that costs the generator as little as possible.
 *
 * It hands payloads over as places in the buffer that was read, valid only during the call, and
 * sends frames that were made beforehand. It asks for no compression.
 */

import { randomBytes } from "node:crypto";
import { connect } from "node:net";

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
const FINAL = 0x80;

/** A client's frame, masked as the protocol demands. */
export function frame(payload, opcode = BINARY) {
  const size = payload.length;
  const extra = size < 126 ? 0 : size < 65536 ? 2 : 8;
  const whole = Buffer.allocUnsafe(6 + extra + size);
  whole[0] = FINAL | opcode;
  whole[1] = 0x80 | (extra === 0 ? size : extra === 2 ? 126 : 127);
  if (extra === 2) whole.writeUInt16BE(size, 2);
  if (extra === 8) whole.writeBigUInt64BE(BigInt(size), 2);
  const mask = randomBytes(4);
  mask.copy(whole, 2 + extra);
  for (let at = 0; at < size; at++) whole[6 + extra + at] = payload[at] ^ mask[at & 3];
  return whole;
}

export class Socket {
  bytesReceived = 0;
  #handlers;
  #socket;
  #open = false;
  #ended = false;
  #waiting = [];
  #waitingBytes = 0;
  #neededBytes = 0;
  #fragments = [];

  /**
   * Connect to `url`. `handlers` are `opened()`, `received(buffer, start, end)` and
   * `ended(reason)`, the last called once, and not after `close()`.
   */
  constructor(url, handlers) {
    const { hostname, port, pathname, search } = new URL(url);
    this.#handlers = handlers;
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.#socket.on("connect", () =>
      this.#socket.write(handshake(hostname, port, pathname + search)),
    );
    this.#socket.on("data", (data) => this.#read(data));
    this.#socket.on("error", (error) => this.#end(error.message));
    this.#socket.on("close", () => this.#end("connection lost"));
  }

  /** Send a frame made by `frame`. */
  send(bytes) {
    if (this.#open) this.#socket.write(bytes);
  }

  /** Say goodbye. */
  close() {
    this.send(frame(Buffer.from([3, 232]), CLOSE));
    this.#ended = true;
    this.#open = false;
    this.#socket.destroySoon();
  }

  #end(reason) {
    if (this.#ended) return;
    this.#ended = true;
    this.#open = false;
    this.#socket.destroy();
    this.#handlers.ended(reason);
  }

  #read(chunk) {
    let data = chunk;
    if (this.#waiting.length > 0) {
      this.#waiting.push(chunk);
      this.#waitingBytes += chunk.length;
      if (this.#waitingBytes < this.#neededBytes) return;
      data = Buffer.concat(this.#waiting, this.#waitingBytes);
      this.#waiting = [];
    }
    const used = this.#open ? this.#frames(data, 0) : this.#answer(data);
    if (used < data.length && !this.#ended) {
      this.#waiting = [used === 0 ? data : data.subarray(used)];
      this.#waitingBytes = data.length - used;
    }
  }

  #answer(data) {
    const end = data.indexOf("\r\n\r\n");
    if (end < 0) return 0;
    const status = data.toString("latin1", 0, data.indexOf("\r\n"));
    if (!status.startsWith("HTTP/1.1 101")) {
      this.#end(`handshake refused: ${status}`);
      return data.length;
    }
    this.#open = true;
    this.#handlers.opened();
    return this.#frames(data, end + 4);
  }

  /** Handle every complete frame from `from` on; returns where the first incomplete one begins. */
  #frames(data, from) {
    let at = from;
    this.#neededBytes = 0;
    while (data.length - at >= 2 && !this.#ended) {
      let start = at + 2;
      let size = data[at + 1];
      if (size === 126) {
        if (data.length - at < 4) break;
        size = data.readUInt16BE(start);
        start += 2;
      } else if (size === 127) {
        if (data.length - at < 10) break;
        size = Number(data.readBigUInt64BE(start));
        start += 8;
      }
      if (start + size > data.length) {
        this.#neededBytes = start + size - at;
        break;
      }
      this.#frame(data[at], data, start, start + size);
      at = start + size;
    }
    return at;
  }

  #frame(head, data, start, end) {
    const opcode = head & 15;
    if (opcode <= BINARY) this.#message(head, data, start, end);
    else if (opcode === PING) this.#socket.write(frame(data.subarray(start, end), PONG));
    else if (opcode === CLOSE) {
      this.#end(`closed with ${end - start >= 2 ? data.readUInt16BE(start) : 1005}`);
    }
  }

  #message(head, data, start, end) {
    this.bytesReceived += end - start;
    const whole = head & FINAL && this.#fragments.length === 0;
    if (whole) {
      if ((head & 15) !== TEXT) this.#handlers.received(data, start, end);
      return;
    }
    this.#fragments.push(Buffer.from(data.subarray(start, end)));
    if (head & FINAL) {
      const all = Buffer.concat(this.#fragments);
      this.#fragments = [];
      this.#handlers.received(all, 0, all.length);
    }
  }
}

function handshake(host, port, target) {
  const lines = [
    `GET ${target} HTTP/1.1`,
    `Host: ${host}:${port}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
  ];
  return `${lines.join("\r\n")}\r\n\r\n`;
}
