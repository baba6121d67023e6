import { describe, expect, it, vi } from "vitest";
import { afterFrame } from "./afterFrame";
import { Inbox } from "./inbox";

/** Remembers what was taken in together. */
function remembering() {
  const taken: number[][] = [];
  return { taken, inbox: new Inbox<number>((messages) => taken.push(messages)) };
}

const pressKey = () => document.dispatchEvent(new KeyboardEvent("keydown", { key: "a" }));

describe("an inbox", () => {
  it("takes in at once what arrives in a quiet moment", () => {
    const { taken, inbox } = remembering();
    inbox.add(1);
    expect(taken).toEqual([[1]]);
  });

  it("takes in together and in order what arrives while it rests", async () => {
    const { taken, inbox } = remembering();
    inbox.add(1);
    inbox.add(2);
    inbox.add(3);
    expect(taken).toEqual([[1]]);
    await vi.waitUntil(() => taken.length > 1, 10_000);
    expect(taken).toEqual([[1], [2, 3]]);
  });

  it("lets a key go first", async () => {
    const { taken, inbox } = remembering();
    pressKey();
    inbox.add(1);
    expect(taken).toEqual([]);
    await vi.waitUntil(() => taken.length > 0, 10_000);
    expect(taken).toEqual([[1]]);
  });

  it("takes in behind the next key what comes while one writes", async () => {
    const { taken, inbox } = remembering();
    pressKey();
    await new Promise<void>((resolve) => afterFrame(() => setTimeout(resolve, 5)));
    inbox.add(1);
    inbox.add(2);
    expect(taken).toEqual([]);
    pressKey();
    await new Promise<void>((resolve) => afterFrame(() => setTimeout(resolve, 5)));
    expect(taken).toEqual([[1, 2]]);
  });

  it("has nobody wait long while one writes slowly", async () => {
    const { taken, inbox } = remembering();
    pressKey();
    await new Promise<void>((resolve) => afterFrame(() => setTimeout(resolve, 5)));
    inbox.add(1);
    await vi.waitUntil(() => taken.length > 0, 2_000);
    expect(taken).toEqual([[1]]);
  });

  it("takes in without frames too, as on a page that is not shown", async () => {
    vi.spyOn(window, "requestAnimationFrame").mockReturnValue(0);
    const { taken, inbox } = remembering();
    inbox.add(1);
    inbox.add(2);
    await vi.waitUntil(() => taken.length > 1, 10_000);
    expect(taken).toEqual([[1], [2]]);
  });

  it("takes in when asked what waits, once", async () => {
    const { taken, inbox } = remembering();
    inbox.add(1);
    inbox.add(2);
    inbox.flush();
    inbox.flush();
    expect(taken).toEqual([[1], [2]]);
  });
});
