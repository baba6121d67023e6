/** A Hocuspocus socket that gives up every connection on which nothing comes any more. */
import { HocuspocusProviderWebsocket, WebSocketStatus } from "@hocuspocus/provider";

/**
 * The network may die without a word: then browsers learn of it after many minutes, or never. The
 * server says something every ten seconds, so silence tells. The socket as it is waits for the first
 * message for ever; later it ends a silent connection, but waits until the server agrees, and in the
 * end leaves its providers in the belief that they are still connected.
 */
export class WatchfulSocket extends HocuspocusProviderWebsocket {
  override createWebSocketConnection(): Promise<unknown> {
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
