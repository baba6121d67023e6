/** A WebSocket in all but name, over plain HTTP: docs/protocol.md says what is asked and answered. */
import { Pieces } from "./pieces";
import { readEvents, type ServerEvent } from "./serverEvents";

/** The code of a close without a word from the server. */
const ABNORMAL = 1006;
const NORMAL = 1000;

/** For so long a piece is offered to the server before the connection is given up. */
const PERSISTENCE_MS = 10_000;
const LONGEST_ANSWER_MS = 20_000;
const PAUSE_MS = 20;
/** In which the stream of events tells why a piece was refused, if it can. */
const REASON_MS = 1000;

const TAKEN = 204;
const ELSEWHERE = 421;
const NO_ANSWER = 0;
const FIRST_OF_SERVER = 500;

/** Sends with numbered POSTs, one at a time; what it is sent comes in the answer to the first. */
export class HttpSocket extends EventTarget {
  readyState: number = WebSocket.CONNECTING;
  private readonly pieces = new Pieces();
  private readonly ending = new AbortController();
  private connection = "";
  private isPosting = false;

  constructor(private readonly url: string) {
    super();
    void this.listen();
  }

  send(frame: Uint8Array): void {
    this.pieces.add(frame);
    if (!this.isPosting) void this.postAll();
  }

  close(): void {
    this.end(NORMAL);
  }

  private async listen(): Promise<void> {
    try {
      const answer = await this.post({ Accept: "text/event-stream" }, null);
      if (answer.ok && answer.body) await readEvents(answer.body, (event) => this.take(event));
    } catch {
      // Whatever ends the line, that it has ended is all there is to know.
    }
    this.end(ABNORMAL);
  }

  private take({ kind, data }: ServerEvent): void {
    if (this.ending.signal.aborted) return;
    if (kind === "open") {
      this.connection = data;
      this.readyState = WebSocket.OPEN;
      this.dispatchEvent(new Event("open"));
    } else if (kind === "message") {
      this.dispatchEvent(new MessageEvent("message", { data: bytesOf(data) }));
    } else if (kind === "close") {
      this.end(Number(data));
    }
  }

  private async postAll(): Promise<void> {
    this.isPosting = true;
    for (let piece = this.pieces.next(); piece; piece = this.pieces.next()) {
      await this.deliver(String(piece.number), piece.bytes);
      if (this.ending.signal.aborted) return;
    }
    this.isPosting = false;
  }

  /** Offers a piece until it is taken: its number says if it has been before. */
  private async deliver(number: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const headers = { "Collab-Connection": this.connection, "Collab-Piece": number };
    const until = Date.now() + PERSISTENCE_MS;
    let status = NO_ANSWER;
    for (let tries = 0; isWorthATry(status) && Date.now() < until; tries += 1) {
      await pause(tries * PAUSE_MS);
      if (this.ending.signal.aborted) return;
      status = await this.post(headers, bytes).then(
        (answer) => answer.status,
        () => NO_ANSWER,
      );
    }
    if (status === TAKEN) return;
    await pause(REASON_MS);
    this.end(ABNORMAL);
  }

  private post(headers: Record<string, string>, body: Uint8Array<ArrayBuffer> | null) {
    const { signal } = this.ending;
    const limit = body ? [AbortSignal.timeout(LONGEST_ANSWER_MS)] : [];
    return fetch(this.url, {
      method: "POST",
      cache: "no-store",
      headers,
      body,
      signal: AbortSignal.any([signal, ...limit]),
    });
  }

  private end(code: number): void {
    if (this.ending.signal.aborted) return;
    this.readyState = WebSocket.CLOSED;
    this.ending.abort();
    this.dispatchEvent(new CloseEvent("close", { code }));
  }
}

/** Another process, or a server that is being replaced, says nothing about the piece. */
function isWorthATry(status: number): boolean {
  return status === NO_ANSWER || status === ELSEWHERE || status >= FIRST_OF_SERVER;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function bytesOf(base64: string): ArrayBuffer {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < text.length; place += 1) bytes[place] = text.charCodeAt(place);
  return bytes.buffer;
}
