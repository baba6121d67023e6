import { beforeEach, describe, expect, it, vi } from "vitest";
import { Peer } from "../../testing/peers";
import { askEmoji, bindEmojiPicker } from "./ask";
import { EMOJI } from "./data";
import { toned } from "./tones";

// jsdom lays nothing out: eight in a line, as in the browser.
vi.hoisted(() => {
  globalThis.matchMedia = () => ({ matches: false }) as MediaQueryList;
  HTMLElement.prototype.showPopover = () => {};
  HTMLElement.prototype.hidePopover = () => {};
  HTMLElement.prototype.scrollIntoView = () => {};
  HTMLElement.prototype.getBoundingClientRect = function (this: HTMLElement) {
    const at = Number(this.id.replace("emoji-", "")) || 0;
    return new DOMRect((at % 8) * 40, Math.floor(at / 8) * 40, 40, 40);
  };
  Range.prototype.getBoundingClientRect = () => new DOMRect();
  Range.prototype.getClientRects = () => [new DOMRect()] as unknown as DOMRectList;
});

async function open(peer: Peer): Promise<HTMLElement> {
  document.body.replaceChildren(peer.editor.view.dom.parentElement ?? "");
  bindEmojiPicker(peer.editor);
  peer.run(askEmoji);
  return vi.waitFor(() => {
    const picker = document.querySelector<HTMLElement>(".emoji-picker");
    if (!picker) throw new Error("not there");
    return picker;
  }, 20_000);
}

function press(picker: HTMLElement, ...keys: string[]): void {
  for (const key of keys) {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    picker.querySelector("input")?.dispatchEvent(event);
  }
}

function search(picker: HTMLElement, query: string): void {
  const field = picker.querySelector("input") as HTMLInputElement;
  field.value = query;
  field.dispatchEvent(new Event("input"));
}

function active(picker: HTMLElement): string {
  return picker.querySelector("[aria-selected=true]")?.ariaLabel ?? "";
}

beforeEach(() => localStorage.clear());

describe("the picker", { timeout: 30_000 }, () => {
  it("has all there are, by groups, and goes by keys", async () => {
    const alice = new Peer().type("so ");
    const picker = await open(alice);
    expect(picker.querySelectorAll("[role=option]")).toHaveLength(EMOJI.length);
    const groups = [...picker.querySelectorAll("[role=listbox] > [role=group]")];
    expect(groups.map(({ ariaLabel }) => ariaLabel)).toContain("Animals & nature");
    const labels = EMOJI.slice(0, 20).map(({ label }) => label);
    expect(active(picker)).toBe(labels[0]);
    press(picker, "ArrowRight", "ArrowDown");
    expect(active(picker)).toBe(labels[9]);
    press(picker, "ArrowUp", "ArrowLeft", "ArrowLeft");
    expect(active(picker)).toBe(labels[0]);
    press(picker, "Enter");
    alice.type("!");
    expect(alice.texts).toEqual([`so ${EMOJI[0]?.sign}!`]);
  });

  it("finds by name, and says so when nothing is found", async () => {
    const alice = new Peer();
    const picker = await open(alice);
    search(picker, "party pop");
    expect(active(picker)).toBe("party popper");
    search(picker, "no such thing");
    const foot = picker.querySelector("[role=status]");
    expect(foot?.textContent).toBe("No emoji is called that.");
    expect(foot?.ariaLive).toBe("polite");
    press(picker, "Enter");
    expect(alice.texts).toEqual([""]);
    search(picker, "tada");
    // Which one is marked is told by the field already.
    expect(foot?.ariaLive).toBe("off");
    press(picker, "Enter");
    expect(alice.texts).toEqual(["🎉"]);
  });

  it("has what was used lately first, and the shade of skin that was chosen", async () => {
    const alice = new Peer();
    const picker = await open(alice);
    const tones = picker.querySelector("select") as HTMLSelectElement;
    search(picker, "thumbs up");
    tones.value = "🏽";
    tones.dispatchEvent(new Event("change"));
    expect(picker.querySelector("[role=status]")?.textContent).toMatch(/^👍🏽 thumbs up/);
    press(picker, "Enter");
    expect(alice.texts).toEqual(["👍🏽"]);
    alice.run(askEmoji);
    const first = () => picker.querySelector("[aria-label='Recently used'] > *")?.textContent;
    await vi.waitFor(() => expect(first()).toBe("👍🏽"));
    expect(active(picker)).toBe("thumbs up");
    expect(tones.value).toBe("🏽");
  });

  it("believes nothing else that is in the browser's memory", async () => {
    localStorage.setItem("collab:emoji", '{"a": 1}');
    localStorage.setItem("collab:skin", "purple");
    const picker = await open(new Peer());
    expect(picker.querySelector("[aria-label='Recently used']")).toBeNull();
    expect(picker.querySelector("select")?.value).toBe("");
  });
});

describe("a shade of skin", () => {
  it.each([
    ["👍️", "👍🏿"],
    ["👩‍💻", "👩🏿‍💻"],
    ["☝️", "☝🏿"],
  ])("makes %s %s", (sign, dark) => {
    expect(toned(sign, "🏿")).toBe(dark);
    expect(toned(sign, "")).toBe(sign);
  });

  it("is offered where it is one person's", () => {
    const named = (label: string) => EMOJI.find((emoji) => emoji.label === label);
    expect(named("waving hand")?.hasTones).toBe(true);
    expect(named("red heart")?.hasTones).toBe(false);
    expect(named("people holding hands")?.hasTones).toBe(false);
  });
});
