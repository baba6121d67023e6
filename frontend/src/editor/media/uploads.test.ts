import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { figure, press } from "../../testing/media";
import { exchange, Peer, stateOf } from "../../testing/peers";
import { FakeRequest, fakeUploads, settled } from "../../testing/requests";
import { imageOf } from "../schema/media";
import { insertFiles } from "./insert";

beforeEach(fakeUploads);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const photo = () => new File(["bytes"], "me.png", { type: "image/png" });
const plan = () => new File(["bytes"], "plan.html", { type: "text/html" });

async function inserted(peer: Peer, file = photo()): Promise<FakeRequest> {
  insertFiles(peer.editor.view, [file]);
  await settled();
  return FakeRequest.last;
}

const said = (peer: Peer) =>
  peer.editor.view.dom.querySelector(".media-progress-label")?.textContent ?? "";

describe("an upload", () => {
  it("has its place in the document before it is sent, and its size when it has been", async () => {
    const alice = new Peer(stateOf([{ text: "words" }])).after("words");
    const request = await inserted(alice);
    const { attachment } = imageOf(alice.node.child(1).attrs);
    expect(request.address).toBe(`files/${attachment}?name=me.png&as=image`);
    expect(request.headers["Content-Type"]).toBe("application/octet-stream");
    expect(imageOf(alice.node.child(1).attrs).size).toBeNull();
    expect(said(alice)).toContain("Uploading");
    await request.received();
    expect(imageOf(alice.node.child(1).attrs).size).toEqual({ width: 900, height: 300 });
    expect(figure(alice)?.querySelector("img")?.getAttribute("src")).toBe(
      `files/${attachment}/small`,
    );
    expect(said(alice)).toBe("");
    // There is a line to go on in.
    expect(alice.kinds).toEqual(["paragraph", "image", "paragraph"]);
  });

  it("stands above an empty line, and what is no raster image is a file", async () => {
    const alice = new Peer();
    const request = await inserted(alice, plan());
    expect(alice.kinds).toEqual(["file", "paragraph"]);
    expect(request.address).toMatch(/as=file$/);
    await request.received({ name: "plan.html", size: 5 } as never);
    expect(alice.node.child(0).attrs).toMatchObject({ name: "plan.html", size: 5 });
    const link = alice.editor.view.dom.querySelector("a.file-download");
    expect(link?.getAttribute("href")).toMatch(/^files\/[\da-f-]{36}\/file$/);
  });

  it("is not begun with what is too large, which is said at once", async () => {
    document.body.innerHTML = '<p id="notice" hidden></p>';
    const notice = document.querySelector("#notice");
    const alice = new Peer();
    const film = new File([new Uint8Array(1001)], "film.mp4", { type: "video/mp4" });
    insertFiles(alice.editor.view, [film]);
    await settled();
    expect(alice.kinds).toEqual(["paragraph"]);
    expect(FakeRequest.all).toEqual([]);
    expect(notice?.textContent).toBe("Not uploaded: film.mp4. Files can be up to 1 KB.");
    // What comes along with it is taken; what browsers do not show, as a file.
    const drawing = new File(["<svg/>"], "plan.svg", { type: "image/svg+xml" });
    const exact = new File([new Uint8Array(1000)], "all.bin");
    insertFiles(alice.editor.view, [film, exact, drawing]);
    await settled();
    expect(alice.kinds).toEqual(["file", "file", "paragraph"]);
    expect(notice?.textContent).toMatch(/film.mp4\. .* Attached as a file: plan.svg\. PNG, JPEG/);
  });

  it("is seen by others with the name of who sends it", async () => {
    const alice = new Peer();
    const request = await inserted(alice);
    const bob = new Peer(alice.state);
    const told = { ...alice.awareness.getLocalState(), user: { name: "Alice" } };
    expect(told).toMatchObject({ uploads: [alice.node.child(0).attrs.attachment] });
    bob.awareness.states.set(1, told);
    bob.awareness.emit("change", [{ added: [1], updated: [], removed: [] }, "test"]);
    expect(said(bob)).toBe("Alice is uploading the image…");
    alice.outbox.length = 0;
    await request.received();
    expect(alice.awareness.getLocalState()?.uploads).toEqual([]);
    exchange(alice, bob);
    expect(said(bob)).toBe("");
    expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
  });

  it("is said to be interrupted when nobody sends it, and can be removed", async () => {
    vi.useFakeTimers();
    const alice = new Peer();
    await inserted(alice);
    const bob = new Peer(alice.state);
    expect(said(bob)).toContain("Loading");
    vi.advanceTimersByTime(4000);
    expect(said(bob)).toContain("interrupted");
    press(bob, "Remove");
    expect(bob.kinds).toEqual(["paragraph"]);
  });

  it("can be cancelled", async () => {
    const alice = new Peer();
    const request = await inserted(alice);
    press(alice, "Cancel");
    expect(request.isAborted).toBe(true);
    expect(alice.kinds).toEqual(["paragraph"]);
    expect(alice.awareness.getLocalState()?.uploads).toEqual([]);
  });

  it("is sent again by itself after an interruption, and when asked to", async () => {
    vi.useFakeTimers();
    const alice = new Peer();
    await (await inserted(alice)).answer(0, "");
    expect(said(alice)).toContain("keep this page open");
    await vi.advanceTimersByTimeAsync(2100);
    expect(FakeRequest.all).toHaveLength(2);
    await FakeRequest.last.answer(503, "Busy.");
    press(alice, "Retry");
    await settled();
    window.dispatchEvent(new Event("online"));
    await settled();
    expect(FakeRequest.all).toHaveLength(3);
    expect(new Set(FakeRequest.all.map(({ address }) => address)).size).toBe(1);
  });

  it("that is refused says why", async () => {
    const alice = new Peer();
    await (await inserted(alice)).answer(415, "This is not an image.");
    expect(said(alice)).toContain("This is not an image.");
    press(alice, "Remove");
    expect(alice.kinds).toEqual(["paragraph"]);
  });

  it("that is under way keeps the page", async () => {
    const alice = new Peer();
    const leave = () => {
      const event = new Event("beforeunload", { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(leave()).toBe(false);
    const request = await inserted(alice);
    expect(leave()).toBe(true);
    await request.received();
    expect(leave()).toBe(false);
  });

  it("is one step to undo, and what comes back by redo knows that it was sent", async () => {
    const alice = new Peer(stateOf([{ text: "words" }])).after("words");
    const request = await inserted(alice);
    const before = imageOf(alice.node.child(1).attrs);
    alice.press("z", { ctrlKey: true });
    expect(alice.kinds).toEqual(["paragraph"]);
    await request.received();
    alice.press("z", { ctrlKey: true, shiftKey: true });
    await settled();
    expect(imageOf(alice.node.child(1).attrs)).toMatchObject({
      attachment: before.attachment,
      size: { width: 900, height: 300 },
    });
    alice.press("z", { ctrlKey: true });
    expect(alice.kinds).toEqual(["paragraph"]);
  });
});
