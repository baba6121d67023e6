import { beforeEach, expect, it, vi } from "vitest";
import { type Facts, START } from "../collab/saveState";
import { watchUpgrade } from "./upgrade";

const OUTDATED: Facts = { ...START, connected: true, acknowledged: true, outdated: true };
const AT_ONCE_MS = 2000;
const reload = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
  reload.mockClear();
  return () => vi.useRealTimers();
});

it("reloads a page that is outdated", () => {
  watchUpgrade(reload)(OUTDATED);
  vi.advanceTimersByTime(AT_ONCE_MS);
  expect(reload).toHaveBeenCalledOnce();
});

it.each<[string, Partial<Facts>]>([
  ["is not", { outdated: false }],
  ["has something unsaved", { acknowledged: false }],
  ["cannot reach the server", { connected: false }],
])("leaves a page alone that %s", (_, facts) => {
  const onFacts = watchUpgrade(reload);
  onFacts(OUTDATED);
  onFacts({ ...OUTDATED, ...facts });
  vi.advanceTimersByTime(3_600_000);
  expect(reload).not.toHaveBeenCalled();
});

it("does not wait for what a reader has no right to save", () => {
  watchUpgrade(reload)({ ...OUTDATED, acknowledged: false, writable: false });
  vi.advanceTimersByTime(AT_ONCE_MS);
  expect(reload).toHaveBeenCalledOnce();
});

it("waits a minute when the page that came was as old", () => {
  watchUpgrade(reload)(OUTDATED);
  vi.advanceTimersByTime(AT_ONCE_MS);
  watchUpgrade(reload)(OUTDATED);
  vi.advanceTimersByTime(50_000);
  expect(reload).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(20_000);
  expect(reload).toHaveBeenCalledTimes(2);
});
