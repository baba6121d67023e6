// @vitest-environment node
import { beforeEach, expect, it, vi } from "vitest";
import { Patience } from "./patience";

let patience: Patience;
const onOver = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  onOver.mockClear();
  patience = new Patience(onOver);
  return () => vi.useRealTimers();
});

it("is over when the first of several changes has waited for five seconds", () => {
  patience.changed();
  vi.advanceTimersByTime(3000);
  patience.changed();
  expect(patience.isOver).toBe(false);
  vi.advanceTimersByTime(2000);
  expect(patience.isOver).toBe(true);
  expect(onOver).toHaveBeenCalledOnce();
});

it("begins anew whenever the server acknowledges something", () => {
  patience.changed();
  vi.advanceTimersByTime(4000);
  patience.heard(false);
  vi.advanceTimersByTime(4000);
  expect(patience.isOver).toBe(false);
  vi.advanceTimersByTime(1000);
  expect(patience.isOver).toBe(true);
  patience.heard(true);
  expect(patience.isOver).toBe(false);
});

it("waits for nothing when everything is stored", () => {
  patience.changed();
  patience.heard(true);
  vi.advanceTimersByTime(60_000);
  patience.heard(false);
  vi.advanceTimersByTime(60_000);
  expect(onOver).not.toHaveBeenCalled();
});
