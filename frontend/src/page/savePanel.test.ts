import { readFileSync } from "node:fs";
import { beforeEach, expect, it, vi } from "vitest";
import { type Details, type Facts, START } from "../collab/saveState";
import { bindSavePanel, linesOf } from "./savePanel";

const NOW = 1_000_000;
const SAVED: Facts = { ...START, connected: true, acknowledged: true, opened: true };
const CUT_OFF: Facts = { ...SAVED, connected: false, acknowledged: false };
const QUIET: Details = {
  savedAt: null,
  pending: { count: 0, since: null },
  retryAt: null,
  isOverHttp: false,
  copy: "current",
};
const TEMPLATE = "../templates/documents/_save_panel.html";

it.each<[string, Facts, Partial<Details>, Partial<ReturnType<typeof linesOf>>]>([
  ["nothing was changed", SAVED, {}, { saved: "You changed nothing so far", pending: "Nothing" }],
  ["all is saved", SAVED, { savedAt: NOW - 60_000 }, { saved: "1 minute ago", pending: "Nothing" }],
  [
    "a change is on its way",
    { ...SAVED, acknowledged: false },
    { pending: { count: 1, since: NOW } },
    { saved: "Not since you opened it", pending: "1 change, the first just now" },
  ],
  [
    "the line is cut",
    CUT_OFF,
    { pending: { count: 12, since: NOW - 7000 }, retryAt: NOW + 3500 },
    { pending: "12 changes, the first 7 seconds ago", connection: "Trying again in 4 s" },
  ],
  ["no WebSocket could be had", SAVED, { isOverHttp: true }, { connection: "Connected over HTTP" }],
  ["an attempt is under way", CUT_OFF, {}, { connection: "Connecting…" }],
  [
    "the server cannot serve the document",
    { ...CUT_OFF, unavailable: true },
    { retryAt: NOW + 1000 },
    { connection: "The server is not ready. Trying again in 1 s" },
  ],
  [
    "the page was opened without a network",
    { ...CUT_OFF, opened: false },
    {},
    { pending: "Not known yet" },
  ],
  ["the browser is full", SAVED, { copy: "full" }, { copy: expect.stringContaining("no room") }],
  ["one may only read", { ...SAVED, writable: false }, {}, { saved: null, pending: null }],
  ["access is gone", { ...CUT_OFF, banned: true }, {}, { connection: "Closed" }],
])("tells what is known when %s", (_, facts, details, lines) => {
  expect(linesOf(facts, { ...QUIET, ...details }, NOW)).toMatchObject(lines);
});

it("says that nothing waits only of what the server has acknowledged", () => {
  const facts = { ...SAVED, acknowledged: false };
  expect(linesOf(facts, QUIET, NOW).pending).not.toBe("Nothing");
});

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  document.body.innerHTML = readFileSync(TEMPLATE, "utf8");
  return () => vi.useRealTimers();
});

function line(subject: string): string | null | undefined {
  return document.getElementById(`save-panel-${subject}`)?.textContent;
}

function toggle(newState: "open" | "closed"): void {
  const event = Object.assign(new Event("beforetoggle"), { newState });
  document.getElementById("save-panel")?.dispatchEvent(event);
}

it("is kept fresh while it is open, and only then", () => {
  const details = vi.fn(() => ({ ...QUIET, savedAt: NOW }));
  bindSavePanel(details, vi.fn())(SAVED);
  expect(details).not.toHaveBeenCalled();
  toggle("open");
  expect(line("saved")).toBe("Just now");
  vi.advanceTimersByTime(7000);
  expect(line("saved")).toBe("7 seconds ago");
  toggle("closed");
  details.mockClear();
  vi.advanceTimersByTime(7000);
  expect(details).not.toHaveBeenCalled();
});

it("follows the facts, and offers to try at once only while there is no connection", () => {
  const retry = vi.fn();
  const show = bindSavePanel(() => QUIET, retry);
  show(SAVED);
  toggle("open");
  const tryNow = document.getElementById("save-retry") as HTMLButtonElement;
  expect([line("title"), tryNow.hidden]).toEqual(["Saved", true]);
  show({ ...CUT_OFF, online: false });
  expect([line("title"), line("more")]).toEqual([
    "Offline",
    "Your changes are kept in this browser.",
  ]);
  expect(tryNow.hidden).toBe(false);
  tryNow.click();
  expect(retry).toHaveBeenCalledOnce();
});
