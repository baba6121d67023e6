// @vitest-environment node
import { describe, expect, it } from "vitest";
import { type Facts, START, saveState, wouldLose } from "./saveState";

const AT_WORK: Facts = { ...START, connected: true, acknowledged: true, opened: true };

describe("the save state", () => {
  it.each<[string, Partial<Facts>, string]>([
    ["everything is acknowledged", {}, "saved"],
    ["something is on its way", { acknowledged: false }, "saving"],
    [
      "the connection was lost a moment ago",
      { connected: false, acknowledged: false },
      "reconnecting",
    ],
    [
      "the server cannot store anything at the moment",
      { connected: false, acknowledged: false, unavailable: true },
      "saving",
    ],
    ["a change has waited for long", { acknowledged: false, overdue: true }, "unsaved"],
    [
      "a change has waited for long, and the network is gone",
      { connected: false, acknowledged: false, overdue: true, online: false },
      "offline",
    ],
    [
      "connecting again has failed",
      { connected: false, acknowledged: false, online: false },
      "offline",
    ],
    [
      "the network is gone, with a socket that has not noticed",
      { acknowledged: false, online: false },
      "offline",
    ],
    [
      "the browser cannot keep anything",
      { connected: false, acknowledged: false, online: false, kept: false },
      "unkept",
    ],
    [
      "the page has just opened",
      { connected: false, acknowledged: false, opened: false },
      "connecting",
    ],
    [
      "the page is catching up for the first time",
      { acknowledged: false, opened: false },
      "connecting",
    ],
    ["the person may only read", { writable: false }, "readonly"],
    [
      "a reader is cut off",
      { writable: false, connected: false, acknowledged: false },
      "reconnecting",
    ],
    ["the server refuses a change", { refused: true, acknowledged: false }, "refused"],
    ["the server was upgraded", { outdated: true }, "outdated"],
    [
      "the server was upgraded, and the network is gone",
      { outdated: true, online: false },
      "outdated",
    ],
    ["the upgraded server refuses a change", { outdated: true, refused: true }, "refused"],
    ["access is gone", { banned: true }, "banned"],
  ])("when %s", (_, facts, expected) => {
    expect(saveState({ ...AT_WORK, ...facts })).toBe(expected);
  });

  it("is never `saved` unless the server has acknowledged everything on an open connection", () => {
    for (const facts of everyCase()) {
      if (saveState(facts) !== "saved") continue;
      expect(facts).toMatchObject({ connected: true, acknowledged: true, refused: false });
    }
  });

  it("never claims that this browser keeps what it does not keep", () => {
    for (const facts of everyCase()) {
      if (saveState(facts) === "offline") expect(facts.kept).toBe(true);
    }
  });
});

it("leaving asks only when something would be lost", () => {
  const waiting = { ...AT_WORK, acknowledged: false, changed: true };
  expect(wouldLose(waiting)).toBe(false);
  expect(wouldLose({ ...AT_WORK, kept: false })).toBe(false);
  expect(wouldLose({ ...waiting, kept: false, changed: false })).toBe(false);
  expect(wouldLose({ ...waiting, kept: false })).toBe(true);
});

function everyCase(): Facts[] {
  const names = Object.keys(START) as (keyof Facts)[];
  return Array.from({ length: 2 ** names.length }, (_, bits) => {
    const facts = { ...START };
    names.forEach((name, i) => {
      facts[name] = (bits & (1 << i)) !== 0;
    });
    return facts;
  });
}
