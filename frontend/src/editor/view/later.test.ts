// @vitest-environment node
import { expect, it, vi } from "vitest";
import { later } from "./later";

it("runs once for many calls, and does not wait for them to end", () => {
  vi.useFakeTimers();
  const run = vi.fn();
  const call = later(run, 100);
  for (let time = 0; time < 250; time += 50) {
    call();
    vi.advanceTimersByTime(50);
  }
  expect(run).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});
