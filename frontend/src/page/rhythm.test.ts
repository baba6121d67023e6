import { beforeEach, expect, it, vi } from "vitest";
import { Rhythm } from "./rhythm";

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

/** What is a pause for somebody who makes changes that lie so many milliseconds apart. */
function pauseAfter(...gaps: number[]): number {
  const rhythm = new Rhythm();
  rhythm.beat();
  for (const gap of gaps) {
    vi.advanceTimersByTime(gap);
    rhythm.beat();
  }
  return rhythm.pause;
}

it.each<[string, number[], number]>([
  ["one change", [], 250],
  ["two keys", [400, 400], 250],
  ["fast writing", [90, 110, 100, 120, 80], 250],
  ["usual writing", [300, 280, 320, 300, 310], 600],
  ["slow writing", [700, 800, 650, 900, 720], 1000],
  ["writing that has become faster", [700, 700, 700, 150, 150, 150], 300],
  ["many keys at once, now and then", [5, 5, 800, 5, 5], 250],
  ["what comes after a pause", [300, 300, 300, 3000], 250],
])("%s", (_, gaps, pause) => {
  expect(pauseAfter(...gaps)).toBe(pause);
});
