import { beforeEach, expect, it, vi } from "vitest";
import { type Road, type Way, Ways } from "./ways";

const opened: Way[] = [];
const road = {
  open: (way: Way) => {
    opened.push(way);
    return new EventTarget();
  },
  reaches: vi.fn(async () => true),
  carriesSockets: vi.fn(async () => false),
} satisfies Road;

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
  opened.length = 0;
  road.reaches.mockResolvedValue(true);
  road.carriesSockets.mockResolvedValue(false);
});

/** The way that the next connection goes. */
function next(ways: Ways): Way | undefined {
  new ways.Socket("ws://server");
  return opened.at(-1);
}

it("goes over a WebSocket first", () => {
  expect(next(new Ways(road))).toBe("socket");
});

it("goes over HTTP when sockets are refused while the server is there", async () => {
  const ways = new Ways(road);
  await ways.failed("refused");
  expect(next(ways)).toBe("socket");
  await ways.failed("refused");
  expect(next(ways)).toBe("http");
});

it("goes over HTTP when nobody answers on a socket while the server is there", async () => {
  const ways = new Ways(road);
  await ways.failed("silent");
  expect(next(ways)).toBe("http");
});

it("stays when the server is away, and when it comes back between two attempts", async () => {
  const ways = new Ways(road);
  road.reaches.mockResolvedValue(false);
  for (let count = 0; count < 10; count += 1) await ways.failed(count % 2 ? "silent" : "refused");
  road.reaches.mockResolvedValue(true);
  await ways.failed("refused");
  ways.answered();
  await ways.failed("refused");
  expect(next(ways)).toBe("socket");
});

it("returns to sockets when it is HTTP that does not get through", async () => {
  const ways = new Ways(road);
  await ways.failed("silent");
  await ways.failed("silent");
  expect(next(ways)).toBe("socket");
});

it("takes several failures that are looked into at once for one change", async () => {
  const ways = new Ways(road);
  await Promise.all([ways.failed("silent"), ways.failed("silent")]);
  expect(next(ways)).toBe("http");
});

it("remembers the way for this browser's session", async () => {
  const ways = new Ways(road);
  await ways.failed("silent");
  expect(next(new Ways(road))).toBe("http");
});

it("looks from time to time whether sockets are possible again", async () => {
  const ways = new Ways(road);
  await ways.failed("silent");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(road.carriesSockets).toHaveBeenCalledTimes(1);
  expect(next(ways)).toBe("http");
  road.carriesSockets.mockResolvedValue(true);
  await vi.advanceTimersByTimeAsync(300_000);
  expect(next(ways)).toBe("socket");
  expect(next(new Ways(road))).toBe("socket");
  road.carriesSockets.mockClear();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(road.carriesSockets).not.toHaveBeenCalled();
});
