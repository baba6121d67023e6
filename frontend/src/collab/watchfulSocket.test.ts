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

afterEach(() => {
  socket.destroy();
  vi.useRealTimers();
});

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

it("gives up an attempt on which nothing is said, each time later, and tells of it", async () => {
  vi.useFakeTimers();
  const outcomes: unknown[] = [];
  socket.on("attempt", (outcome: unknown) => outcomes.push(outcome));
  socket.connect();
  await vi.advanceTimersByTimeAsync(4500);
  expect(outcomes).toEqual(["silent"]);
  await vi.advanceTimersByTimeAsync(6000);
  expect(outcomes).toEqual(["silent"]);
  await vi.advanceTimersByTimeAsync(2500);
  expect(outcomes).toEqual(["silent", "silent"]);
  server.accept();
  await vi.advanceTimersByTimeAsync(8000);
  expect(outcomes).toEqual(["silent", "silent"]);
  server.authenticate();
  expect(outcomes).toEqual(["silent", "silent", null]);
});

it("tells of an attempt that is refused, but not of one that a server has ended", () => {
  const outcomes: unknown[] = [];
  socket.on("attempt", (outcome: unknown) => outcomes.push(outcome));
  socket.onClose({ event: { code: 1013 } as CloseEvent });
  expect(outcomes).toEqual([]);
  socket.connect();
  socket.onClose({ event: { code: 1006 } as CloseEvent });
  expect(outcomes).toEqual(["refused"]);
});
