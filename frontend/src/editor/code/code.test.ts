import { beforeEach, describe, expect, it, vi } from "vitest";
import { exchange, Peer, stateOf } from "../../testing/peers";
import { shapeOf } from "../schema/kinds";
import * as engine from "./engine";

vi.mock("./engine", async (original) => {
  const real = await original<typeof engine>();
  return { ...real, tokensOf: vi.fn(real.tokensOf) };
});

const readings = vi.mocked(engine.tokensOf);

const STATE = stateOf([
  { text: "words" },
  { text: "const a = 1;", kind: "code", language: "javascript" },
  { text: "plain = code", kind: "code" },
]);

/** The pieces that are coloured, with what they are. */
function colored({ editor }: Peer): Record<string, string> {
  const pieces = editor.view.dom.querySelectorAll("[class*=hljs-]");
  return Object.fromEntries(
    [...pieces].map(({ textContent, className }) => [textContent, className]),
  );
}

async function open(state = STATE): Promise<Peer> {
  const peer = new Peer(state);
  await vi.waitFor(() => expect(colored(peer)).not.toEqual({}), 30_000);
  readings.mockClear();
  return peer;
}

beforeEach(() => {
  readings.mockClear();
});

describe("highlighting", { timeout: 60_000 }, () => {
  it("colours code that names its language, and nothing is written", async () => {
    const alice = await open();
    expect(colored(alice)).toEqual({ const: "hljs-keyword", 1: "hljs-number" });
    expect(alice.outbox).toEqual([]);
  });

  it("reads code again when it changes, and not when anything else does", async () => {
    const alice = await open();
    alice.after("words").type(" and more").press("Enter").after("plain").type("er");
    expect(readings).not.toHaveBeenCalled();
    expect(colored(alice)).toHaveProperty("const");
    alice.after("= 1").type("2");
    expect(readings).toHaveBeenCalledTimes(1);
    expect(colored(alice)).toEqual({ const: "hljs-keyword", 12: "hljs-number" });
  });

  it("reads only what others change", async () => {
    const alice = await open();
    const bob = new Peer(STATE);
    bob.after("words").type("!");
    exchange(alice, bob);
    expect(readings).not.toHaveBeenCalled();
    expect(colored(alice)).toEqual({ const: "hljs-keyword", 1: "hljs-number" });
    bob.after("= 1").type("2");
    readings.mockClear();
    exchange(alice, bob);
    expect(readings).toHaveBeenCalledTimes(1);
    expect(colored(alice)).toHaveProperty("12");
  });

  it("reads long code in a pause, and leaves its colours where they are until then", async () => {
    const text = "const a = 1;\n".repeat(300);
    const alice = await open(stateOf([{ text, kind: "code", language: "javascript" }]));
    alice.select(0, 0).type("let b; ");
    expect(readings).not.toHaveBeenCalled();
    expect(colored(alice)).toHaveProperty("const");
    await vi.waitFor(() => expect(colored(alice)).toHaveProperty("let"), 30_000);
    expect(readings).toHaveBeenCalledTimes(1);
  });

  it("goes with the language, and with the kind", async () => {
    const alice = await open();
    alice.select(1, 0).press("0", { ctrlKey: true, altKey: true });
    expect(colored(alice)).toEqual({});
  });

  it("finds the pieces inside pieces", async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the code of the test
    const code = "x = `a ${1} b`";
    const alice = await open(stateOf([{ text: code, kind: "code", language: "javascript" }]));
    expect(colored(alice)).toMatchObject({ 1: expect.stringContaining("hljs-number") });
    expect(alice.texts).toEqual([code]);
  });
});

describe("the choice of the language", () => {
  const choice = ({ editor }: Peer) =>
    editor.view.dom.parentElement?.querySelector<HTMLSelectElement>("select.code-language");

  it("is shown where the cursor is in code, and says its language", () => {
    const alice = new Peer(STATE).select(0, 0);
    expect(choice(alice)?.hidden).toBe(true);
    alice.select(1, 0);
    expect(choice(alice)).toMatchObject({ hidden: false, value: "javascript" });
    alice.select(2, 0);
    expect(choice(alice)).toMatchObject({ hidden: false, value: "" });
    alice.editor.setEditable(false);
    expect(choice(alice)?.hidden).toBe(true);
    expect(alice.outbox).toEqual([]);
  });

  it("is written when it is made", () => {
    const alice = new Peer(STATE).select(2, 0);
    const select = choice(alice);
    if (!select) throw new Error("no choice");
    select.value = "python";
    select.dispatchEvent(new Event("change"));
    expect(new Peer(alice.state).node.child(2).attrs.language).toBe("python");
    select.value = "";
    select.dispatchEvent(new Event("change"));
    expect(alice.node.child(2).attrs.language).toBeNull();
  });

  it("is reached and left by keys", () => {
    const alice = new Peer(STATE).select(2, 0);
    document.body.append(alice.editor.view.dom.parentElement ?? "");
    alice.press("c", { ctrlKey: true, altKey: true, code: "KeyC" });
    expect(document.activeElement).toBe(choice(alice));
    choice(alice)?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    expect(document.activeElement).toBe(alice.editor.view.dom);
    alice.editor.view.dom.parentElement?.remove();
  });

  it("is made by a language's name and Enter", () => {
    const alice = new Peer();
    alice.type("```py").press("Enter").type("go").press("Enter").type("x");
    expect(shapeOf(alice.node.child(0).attrs)).toMatchObject({ kind: "code", language: "python" });
    expect(alice.texts).toEqual(["go\nx"]);
  });
});
