/** A Hocuspocus server of one connection at a time, which answers only when it is told to. */
import { createDecoder, readVarString, readVarUint, readVarUint8Array } from "lib0/decoding";
import {
  createEncoder,
  type Encoder,
  toUint8Array,
  writeVarString,
  writeVarUint,
  writeVarUint8Array,
} from "lib0/encoding";
import * as Y from "yjs";

const SYNC = 0;
const AUTH = 2;
const STATELESS = 5;
const SYNC_STATUS = 8;
const STEPS = ["step 1", "step 2", "update"] as const;

export class FakeServer {
  readonly doc = new Y.Doc();
  /** Names the schema that it says it knows. */
  schema = "today's";
  /** The sync messages received on the present connection. */
  received: (typeof STEPS)[number][] = [];
  private socket: FakeSocket | null = null;

  constructor(private readonly name: string) {}

  /** The WebSocket implementation whose sockets lead to this server. */
  get WebSocket() {
    const server = this;
    return class extends FakeSocket {
      constructor() {
        super((frame) => server.receive(frame));
        server.socket = this;
      }
    };
  }

  accept(): void {
    this.received = [];
    if (this.socket) this.socket.readyState = 1;
    this.socket?.dispatchEvent(new Event("open"));
  }

  drop(code = 1006): void {
    this.socket?.close(code);
  }

  authenticate(scope = "read-write"): void {
    this.send(AUTH, (encoder) => {
      writeVarUint(encoder, 2);
      writeVarString(encoder, scope);
    });
    this.note({ type: "schema", version: this.schema });
  }

  note(message: Record<string, string>): void {
    this.send(STATELESS, (encoder) => writeVarString(encoder, JSON.stringify(message)));
  }

  /** Answers the client's step 1, and asks what the client has. */
  sync(): void {
    this.sendSync(1, Y.encodeStateAsUpdate(this.doc));
    this.sendSync(0, Y.encodeStateVector(this.doc));
  }

  /** Passes on what somebody else has changed in the document. */
  update(change: (doc: Y.Doc) => void): void {
    const seen = Y.encodeStateVector(this.doc);
    change(this.doc);
    this.sendSync(2, Y.encodeStateAsUpdate(this.doc, seen));
  }

  /** Says of one message that it is stored. */
  acknowledge(): void {
    this.send(SYNC_STATUS, (encoder) => writeVarUint(encoder, 1));
  }

  private receive(frame: Uint8Array): void {
    const decoder = createDecoder(frame);
    readVarString(decoder);
    if (readVarUint(decoder) !== SYNC) return;
    const step = readVarUint(decoder);
    this.received.push(STEPS[step] ?? "update");
    if (step > 0) Y.applyUpdate(this.doc, readVarUint8Array(decoder));
  }

  private sendSync(step: number, content: Uint8Array): void {
    this.send(SYNC, (encoder) => {
      writeVarUint(encoder, step);
      writeVarUint8Array(encoder, content);
    });
  }

  private send(type: number, write: (encoder: Encoder) => void): void {
    const encoder = createEncoder();
    writeVarString(encoder, this.name);
    writeVarUint(encoder, type);
    write(encoder);
    const { buffer } = toUint8Array(encoder);
    this.socket?.dispatchEvent(new MessageEvent("message", { data: buffer }));
  }
}

class FakeSocket extends EventTarget {
  readyState = 0;

  constructor(readonly send: (frame: Uint8Array) => void) {
    super();
  }

  close(code = 1000): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.dispatchEvent(new CloseEvent("close", { code }));
  }
}
