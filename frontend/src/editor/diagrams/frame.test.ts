import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Frame } from "./frame";
import { type Answer, type Order, READY } from "./messages";

vi.mock("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url", () => ({
  default: "/letters.woff2",
}));
vi.mock("./painter?worker&url", () => ({ default: "/painter.js" }));

const PICTURE: Answer = { svg: "<svg/>", width: 20, height: 10 };

/** What is inside of a frame that the page has opened: what it is sent, and what it says. */
class Inside {
  readonly orders: Order[] = [];

  constructor(
    readonly element: HTMLIFrameElement,
    private readonly port: MessagePort,
  ) {
    port.onmessage = ({ data }) => this.orders.push(data);
  }

  say(words: unknown): void {
    this.port.postMessage(words);
  }

  async order(number = 1): Promise<void> {
    await vi.waitFor(() => expect(this.orders).toHaveLength(number));
  }
}

const frames = () => [...document.querySelectorAll("iframe")];

/** The next frame, once it has been loaded and sent what draws. */
async function opened(): Promise<Inside> {
  await vi.waitFor(() => expect(frames()).toHaveLength(1));
  const [element] = frames();
  if (!element?.contentWindow) throw new Error("no frame");
  const send = vi.spyOn(element.contentWindow, "postMessage").mockImplementation(() => {});
  element.dispatchEvent(new Event("load"));
  await vi.waitFor(() => expect(send).toHaveBeenCalled());
  const [content, , [port]] = send.mock.calls[0] as unknown as [unknown, string, [MessagePort]];
  expect(content).toEqual({ script: "draw()", letters: new ArrayBuffer(4) });
  return new Inside(element, port);
}

async function ready(): Promise<Inside> {
  const inside = await opened();
  inside.say(READY);
  return inside;
}

/** Until what was said before, and what is said in answer to it, has come through. */
async function delivered(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    const { port1, port2 } = new MessageChannel();
    await new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(i);
    });
    port1.close();
  }
}

const draw = (frame: Frame, source: string, isWanted = () => true) =>
  frame.draw({ source, isDark: false }, isWanted);

const fetched = vi.fn<typeof fetch>();

beforeEach(() => {
  fetched.mockImplementation(async (url) =>
    url === "/painter.js" ? new Response("draw()") : new Response(new ArrayBuffer(4)),
  );
  vi.stubGlobal("fetch", fetched);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

describe("the frame of diagrams", () => {
  it("has no origin, and nobody comes to it by keys or by ear", async () => {
    void draw(new Frame(), "a");
    const { element } = await ready();
    expect(element.getAttribute("sandbox")).toBe("allow-scripts");
    expect([element.tabIndex, element.ariaHidden]).toEqual([-1, "true"]);
  });

  it("draws one after the other, and what is not wanted any more not at all", async () => {
    const frame = new Frame();
    let isWanted = true;
    const answers = [draw(frame, "a"), draw(frame, "b", () => isWanted), draw(frame, "c")];
    const inside = await ready();
    await inside.order();
    isWanted = false;
    inside.say(PICTURE);
    await inside.order(2);
    inside.say({ error: "Line 1 cannot be read." });
    expect(await Promise.all(answers)).toEqual([
      PICTURE,
      null,
      { error: "Line 1 cannot be read." },
    ]);
    expect(inside.orders.map(({ source }) => source)).toEqual(["a", "c"]);
    expect(frames()).toHaveLength(1);
  });

  it("is given nothing to draw before it says that it is ready", async () => {
    void draw(new Frame(), "a");
    const inside = await opened();
    for (const words of [PICTURE, null, "Ready", { ready: true }]) inside.say(words);
    await delivered();
    expect(inside.orders).toEqual([]);
    inside.say(READY);
    await inside.order();
  });

  it("alone is listened to: what other windows say to the page is no answer", async () => {
    const answer = draw(new Frame(), "a");
    const inside = await ready();
    await inside.order();
    const forged = { svg: "<svg>forged</svg>", width: 1, height: 1 };
    for (const origin of ["https://evil.example", "null", location.origin]) {
      window.dispatchEvent(new MessageEvent("message", { data: forged, origin }));
    }
    inside.say(PICTURE);
    expect(await answer).toEqual(PICTURE);
  });

  it.each<[unknown]>([
    [null],
    ["<svg/>"],
    [{}],
    [{ error: { toString: "x" } }],
    [{ error: undefined, ...PICTURE }],
    [{ ...PICTURE, svg: ["<svg/>"] }],
    [{ ...PICTURE, width: Number.NaN }],
    [{ ...PICTURE, width: "20" }],
    [{ ...PICTURE, height: -1 }],
    [{ ...PICTURE, height: 1e9 }],
  ])("that says %j is thrown away, and the next diagram has another", async (words) => {
    const frame = new Frame();
    const answer = draw(frame, "a");
    const inside = await ready();
    await inside.order();
    inside.say(words);
    expect(await answer).toEqual({ error: "This could not be drawn." });
    expect(frames()).toEqual([]);
    const next = draw(frame, "b");
    const other = await ready();
    await other.order();
    other.say(PICTURE);
    expect(await next).toEqual(PICTURE);
  });

  it("that takes too long is thrown away", async () => {
    const answer = draw(new Frame(), "a");
    const inside = await opened();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    inside.say(READY);
    await inside.order();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await answer).toEqual({ error: "This takes too long to draw." });
    expect(frames()).toEqual([]);
  });

  it("that cannot be had is tried again with the next diagram", async () => {
    const frame = new Frame();
    fetched.mockResolvedValueOnce(new Response("", { status: 503 }));
    expect(await draw(frame, "a")).toBeNull();
    const next = draw(frame, "a");
    const inside = await ready();
    await inside.order();
    inside.say(PICTURE);
    expect(await next).toEqual(PICTURE);
  });
});
