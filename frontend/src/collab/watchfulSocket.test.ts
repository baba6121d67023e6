import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeServer } from "../testing/fakeServer";
import { WatchfulSocket } from "./watchfulSocket";

let server: FakeServer;
let socket: WatchfulSocket;
const statuses: string[] = [];

beforeEach(async () => {
  server = new FakeServer("doc");
  socket = new WatchfulSocket({
    url: "ws://server",
    WebSocketPolyfill: server.WebSocket,
    delay: 1,
    minDelay: 1,
    jitter: false,
  });
  socket.on("status", ({ status }: { status: string }) => statuses.push(status));
  await vi.waitUntil(() => socket.status === "connecting");
  statuses.length = 0;
});

afterEach(() => socket.destroy());

/** Lets time pass without a word from the server. */
function silence(): void {
  socket.lastMessageReceived -= socket.configuration.messageReconnectTimeout;
}

async function expectNewAttempt(): Promise<void> {
  await vi.waitUntil(() => statuses.includes("connecting"));
}

it("tries again when nobody answers", async () => {
  silence();
  socket.checkConnection();
  await expectNewAttempt();
});

it("tries again when a connection is silent from its beginning", async () => {
  server.accept();
  silence();
  socket.checkConnection();
  await expectNewAttempt();
});

it("tells that a connection has ended when it falls silent", async () => {
  const onClose = vi.fn();
  socket.on("close", onClose);
  server.accept();
  server.authenticate();
  silence();
  socket.checkConnection();
  expect(onClose).toHaveBeenCalledOnce();
  await expectNewAttempt();
});

it("keeps a connection on which something has come", () => {
  server.accept();
  silence();
  server.authenticate();
  socket.checkConnection();
  expect(statuses).not.toContain("disconnected");
});

it("tells when it tries again", async () => {
  const now = Date.now();
  socket.setConfiguration({ delay: 100, factor: 3, maxDelay: 250 });
  socket.onClose({ event: { code: 1006 } as CloseEvent });
  expect(socket.nextAttemptAt).toBeGreaterThanOrEqual(now + 100);
  expect(socket.nextAttemptAt).toBeLessThan(now + 200);
  socket.connect();
  expect(socket.nextAttemptAt).toBe(null);
});
