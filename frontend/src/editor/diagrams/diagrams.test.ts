import { beforeEach, describe, expect, it, vi } from "vitest";
import { exchange, Peer, stateOf } from "../../testing/peers";
import { isDiagrams, isPlainCode, setCode, setDiagram } from "../commands/diagrams";
import { drawnKey } from "../drawn/drawn";
import type { Frame } from "./frame";
import type { Answer, Order } from "./messages";

const FLOW = "flowchart LR\nA --> B";

/** Whether what is scrolled to is near, and which colours the page has. */
const page = vi.hoisted(() => ({ isNear: true, isDark: false, onLook: [] as (() => void)[] }));
const draw = vi.hoisted(() => vi.fn<Frame["draw"]>());

vi.mock("./frame", () => ({
  Frame: class {
    draw = draw;
  },
}));

vi.hoisted(() => {
  globalThis.matchMedia = () =>
    ({
      get matches() {
        return page.isDark;
      },
      addEventListener: (_: string, run: () => void) => page.onLook.push(run),
    }) as unknown as MediaQueryList;
  globalThis.IntersectionObserver = class {
    constructor(private readonly tell: (entries: unknown[]) => void) {}
    observe(target: Element) {
      setTimeout(() => this.tell([{ target, isIntersecting: page.isNear }]));
    }
    unobserve() {}
  } as unknown as typeof IntersectionObserver;
  URL.createObjectURL = () => "blob:drawing";
});

/** Draws whatever has an arrow. */
function answerTo({ source, isDark }: Order): Answer {
  if (!source.includes("-->")) return { error: "Line 1 cannot be read." };
  return { svg: `<svg>${isDark}</svg>`, width: 200, height: 100 };
}

/** What is shown, by its name; behind it what is wrong. */
function shown({ editor }: Peer): string[] {
  const drawn = [...editor.view.dom.querySelectorAll(".drawn")];
  return drawn.map((element) => {
    const name = element.querySelector("img[src]")?.getAttribute("alt") ?? "-";
    return [name, element.textContent].filter(Boolean).join(" ");
  });
}

function open(...diagrams: string[]): Peer {
  const blocks = diagrams.map((text) => ({ text, kind: "code", language: "mermaid" }) as const);
  return attached(new Peer(stateOf([{ text: "words" }, ...blocks])));
}

/** What is not on the page is not worth drawing. */
function attached(peer: Peer): Peer {
  document.body.append(peer.editor.view.dom.parentElement ?? peer.editor.view.dom);
  return peer;
}

/** Two elements for one block, of which the first is off the page again. */
async function drawnAnew(source: string) {
  const { closedDiagram } = await import("./diagrams");
  const gone = closedDiagram(source, { last: null });
  const here = closedDiagram(source, { last: null });
  document.body.append(here);
  return { gone, here };
}

/** What draws is loaded first, which takes its time on a busy machine. */
const soon = (check: () => void) => vi.waitFor(check, 20_000);

beforeEach(() => {
  Object.assign(page, { isNear: true, isDark: false });
  draw.mockImplementation(async (order, isWanted) => (isWanted() ? answerTo(order) : null));
});

describe("a diagram", { timeout: 60_000 }, () => {
  it("is drawn while the cursor is elsewhere, and its source is in the text still", async () => {
    const alice = open(FLOW);
    await soon(() => expect(shown(alice)).toEqual(["Diagram: flowchart LR"]));
    expect(alice.texts).toEqual(["words", FLOW]);
    expect(alice.outbox).toEqual([]);
    const source = alice.editor.view.dom.querySelector(".source-diagram");
    expect(source?.closest("[aria-hidden]")).toBeNull();
  });

  it("is drawn below its source while one writes, and keeps the last drawing that was good", async () => {
    const alice = open(FLOW);
    await soon(() => expect(shown(alice)).toEqual(["Diagram: flowchart LR"]));
    alice.select(1, FLOW.length);
    expect(drawnKey.getState(alice.editor.state)?.open?.piece.source).toBe(FLOW);
    expect(shown(alice)).toEqual(["Diagram: flowchart LR"]);
    alice.select(1, 0, 1, FLOW.length).type("x");
    await soon(() =>
      expect(shown(alice)).toEqual(["Diagram: flowchart LR Line 1 cannot be read."]),
    );
    // Also when the cursor leaves.
    alice.select(0, 0);
    await soon(() =>
      expect(shown(alice)).toEqual(["Diagram: flowchart LR Line 1 cannot be read."]),
    );
  });

  it("is drawn once, however many ask for it", async () => {
    const wanted: string[] = [];
    draw.mockImplementation(async (order, isWanted) => {
      if (isWanted()) wanted.push(order.source);
      return isWanted() ? answerTo(order) : null;
    });
    const same = "graph LR\ntwo --> same";
    const alice = open(same, same);
    await soon(() => expect(shown(alice)).toEqual(["Diagram: graph LR", "Diagram: graph LR"]));
    expect(wanted.filter((source) => source === same)).toHaveLength(1);
  });

  it("is drawn for whom it is near, also when an element that has gone asks just before", async () => {
    const { runAll } = await import("./near");
    const { gone, here } = await drawnAnew("graph LR\ngone --> here");
    await runAll([gone, here]);
    expect(here.querySelector("img")).not.toBeNull();
  });

  it("is drawn for whom asks after nobody wanted it any more", async () => {
    const { runAll } = await import("./near");
    const { gone, here } = await drawnAnew("graph LR\nlate --> one");
    let late: Promise<void> | undefined;
    draw.mockImplementationOnce(async (_, isWanted) => {
      await Promise.resolve();
      expect(isWanted()).toBe(false);
      late = runAll([here]);
      return null;
    });
    await runAll([gone]);
    await late;
    expect(here.querySelector("img")).not.toBeNull();
  });

  it("that somebody else changes is shown as it was until it is drawn anew", async () => {
    const alice = open(FLOW);
    await soon(() => expect(shown(alice)).toEqual(["Diagram: flowchart LR"]));
    const bob = new Peer(alice.state);
    bob.select(1, 0).type("title Ours\n");
    draw.mockImplementation(() => new Promise(() => {}));
    exchange(alice, bob);
    expect(shown(alice)).toEqual(["Diagram: flowchart LR"]);
  });

  it("is drawn in the colours that the page has now", async () => {
    const alice = open("graph TD\nA --> C");
    const look = () => alice.editor.view.dom.querySelector("img")?.dataset.look;
    await soon(() => expect(look()).toBe("light"));
    page.isDark = true;
    for (const tell of page.onLook) tell();
    await soon(() => expect(look()).toBe("dark"));
    expect(draw).toHaveBeenLastCalledWith(
      { source: "graph TD\nA --> C", isDark: true },
      expect.any(Function),
    );
  });

  it("is drawn for paper in light, and for the screen again as it was", async () => {
    page.isDark = true;
    const alice = open("graph TD\nA --> paper");
    const look = () => alice.editor.view.dom.querySelector("img")?.dataset.look;
    await soon(() => expect(look()).toBe("dark"));
    const { drawForPaper } = await import("./diagrams");
    const { runAll } = await import("./near");
    drawForPaper(true);
    await runAll(alice.editor.view.dom.querySelectorAll(".drawn-diagram"));
    expect(look()).toBe("light");
    drawForPaper(false);
    await soon(() => expect(look()).toBe("dark"));
  });

  it("is drawn when it comes near, and once only", async () => {
    page.isNear = false;
    draw.mockClear();
    const alice = open("graph LR\nfar --> away");
    await soon(() => expect(shown(alice)).toEqual(["-"]));
    expect(draw).not.toHaveBeenCalled();
    const { runAll } = await import("./near");
    await runAll(alice.editor.view.dom.querySelectorAll(".drawn-diagram"));
    expect(shown(alice)).toEqual(["Diagram: graph LR"]);
    alice.select(1, 0).select(0, 0);
    await soon(() => expect(shown(alice)).toEqual(["Diagram: graph LR"]));
    expect(draw).toHaveBeenCalledTimes(1);
  });

  it("that has been taken off the page is not near", async () => {
    const { closedDiagram } = await import("./diagrams");
    draw.mockClear();
    const diagram = closedDiagram("graph LR\noff --> page", { last: null });
    await new Promise((told) => setTimeout(told));
    expect(draw).not.toHaveBeenCalled();
    document.body.append(diagram);
    const { runAll } = await import("./near");
    await runAll([diagram]);
    expect(draw).toHaveBeenCalledTimes(1);
  });

  it("that is too long, or cannot be drawn now, is shown as its source", async () => {
    const long = open("-->".repeat(8_000));
    await soon(() => expect(shown(long)).toEqual(["- This is too long to draw."]));
    draw.mockResolvedValue(null);
    const away = open("graph LR\nOff --> line");
    const order = { source: "graph LR\nOff --> line", isDark: false };
    await soon(() => expect(draw).toHaveBeenCalledWith(order, expect.any(Function)));
    expect(shown(away)).toEqual(["-"]);
  });

  it("that could not be drawn is drawn when it can be", async () => {
    const { closedDiagram } = await import("./diagrams");
    const { runAll } = await import("./near");
    const diagram = closedDiagram("graph LR\nthen --> now", { last: null });
    document.body.append(diagram);
    vi.useFakeTimers();
    draw.mockResolvedValueOnce(null);
    await runAll([diagram]);
    expect(diagram.querySelector("img")).toBeNull();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(diagram.querySelector("img")).not.toBeNull();
    vi.useRealTimers();
  });
});

describe("turning into a diagram", () => {
  it("begins an empty one with something, and takes words as they are", () => {
    const alice = new Peer(stateOf([{ text: "" }, { text: "mine" }]));
    alice.select(0, 0).run(setDiagram);
    expect(alice.texts[0]).toMatch(/^flowchart LR\n/);
    alice.select(1, 0).run(setDiagram);
    expect(alice.texts[1]).toBe("mine");
    expect([isDiagrams(alice.editor.state), isPlainCode(alice.editor.state)]).toEqual([
      true,
      false,
    ]);
    alice.run(setCode);
    expect([isDiagrams(alice.editor.state), isPlainCode(alice.editor.state)]).toEqual([
      false,
      true,
    ]);
  });

  it("keeps what somebody else writes meanwhile", () => {
    const alice = new Peer(stateOf([{ text: "graph" }]));
    const bob = new Peer(alice.state);
    alice.select(0, 0).run(setDiagram);
    bob.after("graph").type(" LR");
    exchange(alice, bob);
    expect(alice.texts).toEqual(["graph LR"]);
    expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
  });
});
