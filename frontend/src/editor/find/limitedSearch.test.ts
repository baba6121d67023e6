// @vitest-environment node
import { beforeEach, expect, it, vi } from "vitest";
import { LimitedSearch } from "./limitedSearch";
import { type Request, requestOf, search } from "./query";
import type { Answer } from "./worker";

class FakeWorker {
  onmessage: ((event: { data: Answer | "ready" }) => void) | null = null;
  onerror: (() => void) | null = null;
  isTerminated = false;
  readonly requests: Request[] = [];

  postMessage(request: Request): void {
    this.requests.push(request);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  say(data: Answer | "ready"): Promise<void> {
    this.onmessage?.({ data });
    return Promise.resolve();
  }

  answer(): void {
    const request = this.requests.at(-1);
    if (request) void this.say({ found: search(request) });
  }
}

let workers: FakeWorker[];
let limited: LimitedSearch;
const request = requestOf({ text: "b+", matchCase: false, wholeWord: false, isRegex: true }, [
  "abb",
]);

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  limited = new LimitedSearch(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  });
  return () => vi.useRealTimers();
});

it("answers, and keeps the worker for the next search", async () => {
  const first = limited.run(request);
  await workers[0]?.say("ready");
  workers[0]?.answer();
  expect(await first).toEqual([[{ from: 1, to: 3, replacement: undefined }]]);

  const second = limited.run(request);
  await Promise.resolve();
  workers[0]?.answer();
  expect(await second).toHaveLength(1);
  expect(workers).toHaveLength(1);
});

it("stops what does not come to an end, and says so", async () => {
  const hopeless = limited.run(request);
  const complaint = expect(hopeless).rejects.toThrow("takes too long");
  await workers[0]?.say("ready");
  await vi.advanceTimersByTimeAsync(2000);
  await complaint;
  expect(workers[0]?.isTerminated).toBe(true);

  const next = limited.run(request);
  await workers[1]?.say("ready");
  workers[1]?.answer();
  expect(await next).toHaveLength(1);
});

it("does not count the time in which the worker starts", async () => {
  const late = limited.run(request);
  await vi.advanceTimersByTimeAsync(60_000);
  await workers[0]?.say("ready");
  workers[0]?.answer();
  expect(await late).toHaveLength(1);
});

it("drops a search that another one takes the place of", async () => {
  const first = limited.run(request);
  await workers[0]?.say("ready");
  const second = limited.run(request);
  expect(await first).toBeNull();
  expect(workers[0]?.isTerminated).toBe(true);
  await workers[1]?.say("ready");
  workers[1]?.answer();
  expect(await second).toHaveLength(1);
});

it("passes on a complaint, and tells of a worker that cannot start", async () => {
  const refused = limited.run(request);
  await workers[0]?.say("ready");
  void workers[0]?.say({ complaint: "Too many matches." });
  await expect(refused).rejects.toThrow("Too many matches.");

  const broken = limited.run(request);
  workers[0]?.onerror?.();
  await expect(broken).rejects.toThrow("does not work");
});
