import { NodeSelection } from "@tiptap/pm/state";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { exchange, Peer, stateOf } from "../../testing/peers";
import { imageOf } from "../schema/media";
import { insertFiles } from "./insert";

/** A request that answers when the test says so. */
class FakeRequest {
  static all: FakeRequest[] = [];
  static get last(): FakeRequest {
    const last = FakeRequest.all.at(-1);
    if (!last) throw new Error("nothing was sent");
    return last;
  }
  readonly upload = new EventTarget();
  readonly events = new EventTarget();
  readonly headers: Record<string, string> = {};
  address = "";
  status = 0;
  responseText = "";
  type = "text/plain";
  isAborted = false;

  open(_: string, address: string) {
    this.address = address;
  }
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value;
  }
  getResponseHeader() {
    return this.type;
  }
  addEventListener(name: string, listener: () => void) {
    this.events.addEventListener(name, listener);
  }
  abort() {
    this.isAborted = true;
  }
  send() {
    FakeRequest.all.push(this);
  }
  async answer(status: number, body: string, type = "text/plain") {
    Object.assign(this, { status, responseText: body, type });
    this.events.dispatchEvent(new Event(status ? "load" : "error"));
    await settled();
  }
  received(facts = { name: "a.png", size: 9, width: 900, height: 300 }) {
    return this.answer(201, JSON.stringify(facts), "application/json");
  }
}

/** Until promises that are ready have been followed. */
const settled = async () => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

beforeEach(() => {
  FakeRequest.all = [];
  vi.stubGlobal("XMLHttpRequest", FakeRequest);
  URL.createObjectURL = () => "blob:here/1";
  URL.revokeObjectURL = () => {};
});
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

const figure = (peer: Peer) => peer.editor.view.dom.querySelector('[data-media="image"]');
const said = (peer: Peer) =>
  peer.editor.view.dom.querySelector(".media-progress-label")?.textContent ?? "";
const press = (peer: Peer, name: string) =>
  [...peer.editor.view.dom.querySelectorAll("button")]
    .find(({ textContent }) => textContent === name)
    ?.click();

function select(peer: Peer, index: number): void {
  const { state, view } = peer.editor;
  const pos = state.doc.resolve(0).posAtIndex(index);
  view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, pos)));
}

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

const HERE = "0f8fad5b-d9cb-469f-a165-70867728950e";

/** Somebody before an image with a caption, between two lines. */
function withImage(caption = "caption", attrs: Record<string, unknown> = {}): Peer {
  const alice = new Peer(stateOf([{ text: "above" }, { text: "below" }]));
  const { state, view } = alice.editor;
  const { image } = state.schema.nodes;
  const all = { attachment: HERE, naturalWidth: 900, naturalHeight: 300, ...attrs };
  const node = image?.create(all, caption ? state.schema.text(caption) : undefined);
  if (node) view.dispatch(state.tr.insert(7, node));
  return alice;
}

describe("an image", () => {
  it("keeps what one writes into its caption while another changes it", () => {
    const alice = withImage();
    const bob = new Peer(alice.state);
    alice.outbox.length = 0;
    const pos = 7;
    alice.editor.view.dispatch(alice.editor.state.tr.setNodeAttribute(pos, "width", 50));
    bob.after("caption").type(" by Bob");
    exchange(alice, bob);
    expect(alice.node.child(1).textContent).toBe("caption by Bob");
    expect(alice.node.child(1).attrs.width).toBe(50);
    expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
  });

  it("has one text for its caption from the start, so that two may begin it at once", () => {
    const alice = withImage("");
    const bob = new Peer(alice.state);
    alice.outbox.length = 0;
    alice.select(1, 0).type("one ");
    bob.select(1, 0).type("two ");
    exchange(alice, bob);
    expect(alice.node.child(1).textContent).toMatch(/^(one two |two one )$/);
    expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
  });

  it("leaves a paragraph with the words that somebody wrote while it was deleted", () => {
    const alice = withImage();
    const bob = new Peer(alice.state);
    alice.outbox.length = 0;
    bob.after("caption").type(" kept");
    select(alice, 1);
    alice.press("Backspace");
    exchange(alice, bob);
    expect(alice.words).toContain("kept");
    expect(alice.kinds).not.toContain("image");
    expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
  });

  it("is selected by Backspace behind it, and goes with the next", () => {
    const alice = withImage();
    alice.select(2, 0).press("Backspace");
    expect(alice.editor.state.selection).toBeInstanceOf(NodeSelection);
    expect(alice.texts).toEqual(["above", "caption", "below"]);
    alice.press("Backspace");
    expect(alice.texts).toEqual(["above", "below"]);
  });

  it("is never joined with the text around it", () => {
    const alice = withImage();
    alice.after("above").press("Delete");
    expect(alice.editor.state.selection).toBeInstanceOf(NodeSelection);
    alice.after("caption").press("Delete");
    alice.select(1, 0).press("Backspace");
    expect(alice.texts).toEqual(["above", "caption", "below"]);
  });

  it("leads into its caption by Enter, and on behind it", () => {
    const alice = withImage("");
    select(alice, 1);
    alice.press("Enter").type("words").press("Enter").type("more");
    expect(alice.texts).toEqual(["above", "words", "more", "below"]);
    expect(alice.kinds[2]).toBe("paragraph");
  });

  it("takes what is typed at it as its caption", () => {
    const alice = withImage("old");
    select(alice, 1);
    alice.press("!").type("!");
    expect(alice.texts).toEqual(["above", "old!", "below"]);
  });

  it("is aligned and described through its tools", () => {
    const alice = withImage();
    select(alice, 1);
    const button = (label: string) =>
      figure(alice)?.querySelector<HTMLElement>(`[aria-label="${label}"]`);
    button("In the centre")?.click();
    expect(imageOf(alice.node.child(1).attrs).side).toBe("center");
    button("At the start")?.click();
    expect(alice.node.child(1).attrs.align).toBeNull();
    press(alice, "Alt text");
    const input = figure(alice)?.querySelector("input");
    if (input) input.value = "A red square";
    input?.form?.dispatchEvent(new Event("submit", { cancelable: true }));
    expect(alice.node.child(1).attrs.alt).toBe("A red square");
    expect(figure(alice)?.querySelector("img")?.alt).toBe("A red square");
  });

  it("is made wider and narrower by keys, within its limits", () => {
    const alice = withImage("", { width: 90 });
    select(alice, 1);
    const handle = () => figure(alice)?.querySelector('[role="slider"][tabindex="0"]');
    const key = (name: string) =>
      handle()?.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
    key("ArrowRight");
    expect(alice.node.child(1).attrs.width).toBe(95);
    key("PageUp");
    expect(alice.node.child(1).attrs.width).toBe(100);
    for (let i = 0; i < 5; i++) key("PageDown");
    expect(alice.node.child(1).attrs.width).toBe(10);
    expect(handle()?.getAttribute("aria-valuenow")).toBe("10");
  });

  it("of a hostile client loads nothing from elsewhere", () => {
    for (const attachment of [
      "https://evil.example/x",
      "../../d/1",
      "//evil.example",
      HERE.toUpperCase(),
    ]) {
      const alice = withImage("", { attachment });
      expect(figure(alice)?.querySelector("img")).toBeNull();
    }
  });
});
