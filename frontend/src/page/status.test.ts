import { beforeEach, expect, it, vi } from "vitest";
import { type Facts, START } from "../collab/saveState";
import { showSaveState } from "./status";

const SAVED: Facts = { ...START, connected: true, acknowledged: true, opened: true };
const SAVING: Facts = { ...SAVED, acknowledged: false };
const OFFLINE: Facts = { ...SAVING, connected: false, online: false };

let status: HTMLElement;
let show: (facts: Facts) => void;

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML =
    '<p id="save-state" data-state="connecting"><span id="save-state-label"></span></p>';
  status = document.getElementById("save-state") as HTMLElement;
  show = showSaveState();
  return () => vi.useRealTimers();
});

it("says at once that something is not saved, and a moment later that it is", () => {
  show(SAVING);
  expect(status.textContent).toBe("Saving…");
  show(SAVED);
  vi.advanceTimersByTime(100);
  expect(status.textContent).toBe("Saving…");
  vi.advanceTimersByTime(200);
  expect(status.textContent).toBe("Saved");
  show(SAVING);
  expect(status.textContent).toBe("Saving…");
});

it("does not say `Saved` between two keys, however slowly somebody writes", () => {
  for (let key = 0; key < 6; key++) {
    show(SAVING);
    show(SAVED);
    vi.advanceTimersByTime(400);
  }
  expect(status.textContent).toBe("Saving…");
  vi.advanceTimersByTime(400);
  expect(status.textContent).toBe("Saved");
});

it("never says `Saved` when a change came in between", () => {
  show(SAVED);
  vi.advanceTimersByTime(200);
  show(SAVING);
  vi.advanceTimersByTime(5000);
  expect(status.textContent).toBe("Saving…");
});

it("reads out what is out of the ordinary, and what puts it right, but not every pause", () => {
  show(SAVING);
  expect(status.ariaLive).toBe("off");
  show(OFFLINE);
  expect(status.ariaLive).toBe("polite");
  show(SAVED);
  vi.advanceTimersByTime(300);
  expect([status.textContent, status.ariaLive]).toEqual(["Saved", "polite"]);
});

it("asks before leaving only what nobody keeps", () => {
  const leave = () => {
    const event = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };
  show({ ...OFFLINE, kept: false });
  expect(leave()).toBe(false);
  show({ ...OFFLINE, kept: false, changed: true });
  expect(leave()).toBe(true);
  show(OFFLINE);
  expect(leave()).toBe(false);
});
