/** A Hocuspocus socket that gives up every connection on which nothing comes any more. */
import { HocuspocusProviderWebsocket, WebSocketStatus } from "@hocuspocus/provider";

/**
 * The network may die without a word: then browsers learn of it after many minutes, or never. The
 * server says something every ten seconds, so silence tells. The socket as it is waits for the first
 * message for ever; later it ends a silent connection, but waits until the server agrees, and in the
 * end leaves its providers in the belief that they are still connected.
 */
export class WatchfulSocket extends HocuspocusProviderWebsocket {
  /** When the next attempt to connect begins, in milliseconds since the epoch; null: it has. */
  nextAttemptAt: number | null = null;
  private failures = 0;

  override connect(): Promise<unknown> {
    this.failures = 0;
    this.nextAttemptAt = null;
    return super.connect();
  }

  /** The waits are those of the series of attempts under way, which does not tell of them. */
  override onClose(close: Parameters<HocuspocusProviderWebsocket["onClose"]>[0]): void {
    const { delay, factor, maxDelay } = this.configuration;
    if (this.cancelWebsocketRetry) this.failures += 1;
    super.onClose(close);
    const wait = Math.min(maxDelay, delay * factor ** Math.max(0, this.failures - 1));
    this.nextAttemptAt = this.shouldConnect ? Date.now() + wait : null;
  }

  override createWebSocketConnection(): Promise<unknown> {
    this.nextAttemptAt = null;
    const attempt = super.createWebSocketConnection();
    this.lastMessageReceived = Date.now();
    return attempt;
  }

  override checkConnection(): void {
    if (this.status === WebSocketStatus.Disconnected) return;
    const silence = Date.now() - this.lastMessageReceived;
    if (silence < this.configuration.messageReconnectTimeout) return;
    this.emit("close", { event: { code: 1006, reason: "silence" } });
  }
}
