/** A Hocuspocus socket that gives up every connection on which nothing comes any more. */
import { HocuspocusProviderWebsocket, WebSocketStatus } from "@hocuspocus/provider";
import { HttpSocket } from "./httpSocket";

/** The code of a close without a close frame. */
const ABNORMAL = 1006;
const SILENCE = "silence";

/** How long a connection may take until it is open, and until something is said on it. */
const OPEN_MS = 4000;
const WORD_MS = 8000;
const LONGEST_MS = 30_000;

/**
 * The network may die without a word: then browsers learn of it after many minutes, or never. The
 * server says something every ten seconds, so silence tells. The socket as it is waits for the first
 * message for ever; later it ends a silent connection, but waits until the server agrees, and in the
 * end leaves its providers in the belief that they are still connected.
 *
 * Emits "attempt" with `null` when something is heard on a new connection, else with how it failed.
 */
export class WatchfulSocket extends HocuspocusProviderWebsocket {
  /** When the next attempt to connect begins, in milliseconds since the epoch; null: it has. */
  nextAttemptAt: number | null = null;
  private failures = 0;
  // The first attempt begins in the constructor of the socket as it is, before fields are set here.
  /** How many attempts got no answer; each waits longer than the one before: some networks are slow. */
  declare private unanswered: number | undefined;
  declare private giveUp: ReturnType<typeof setTimeout> | undefined;

  /** Whether the connection is one without a WebSocket. */
  get isOverHttp(): boolean {
    return this.webSocket !== null && (this.webSocket as EventTarget) instanceof HttpSocket;
  }

  override connect(): Promise<unknown> {
    this.failures = 0;
    this.nextAttemptAt = null;
    return super.connect();
  }

  /** The waits are those of the series of attempts under way, which does not tell of them. */
  override onClose(close: Parameters<HocuspocusProviderWebsocket["onClose"]>[0]): void {
    const { delay, factor, maxDelay } = this.configuration;
    clearTimeout(this.giveUp);
    const { code, reason } = close.event;
    if (this.connectionAttempt && code === ABNORMAL) {
      this.emit("attempt", reason === SILENCE ? "silent" : "refused");
    }
    if (this.cancelWebsocketRetry) this.failures += 1;
    super.onClose(close);
    const wait = Math.min(maxDelay, delay * factor ** Math.max(0, this.failures - 1));
    this.nextAttemptAt = this.shouldConnect ? Date.now() + wait : null;
  }

  override createWebSocketConnection(): Promise<unknown> {
    this.nextAttemptAt = null;
    const attempt = super.createWebSocketConnection();
    this.lastMessageReceived = Date.now();
    this.expectWithin(OPEN_MS);
    return attempt;
  }

  override onOpen(event: Event): Promise<void> {
    this.expectWithin(WORD_MS);
    return super.onOpen(event);
  }

  override resolveConnectionAttempt(): void {
    if (this.connectionAttempt) {
      clearTimeout(this.giveUp);
      this.unanswered = 0;
      this.emit("attempt", null);
    }
    super.resolveConnectionAttempt();
  }

  private expectWithin(ms: number): void {
    clearTimeout(this.giveUp);
    const limit = Math.min(LONGEST_MS, ms * 2 ** (this.unanswered ?? 0));
    this.giveUp = setTimeout(() => {
      this.unanswered = (this.unanswered ?? 0) + 1;
      this.abandon();
    }, limit);
  }

  override checkConnection(): void {
    if (this.status === WebSocketStatus.Disconnected) return;
    const silence = Date.now() - this.lastMessageReceived;
    if (silence < this.configuration.messageReconnectTimeout) return;
    this.abandon();
  }

  private abandon(): void {
    this.emit("close", { event: { code: ABNORMAL, reason: SILENCE } });
  }
}
