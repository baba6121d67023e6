import { describe, expect, it, vi } from "vitest";
import { exchange, Peer, stateOf, type TestBlock } from "../../testing/peers";
import { toggleFormula } from "../commands/formulas";
import { drawnKey } from "./drawn";
import { drawFormula } from "./katex";

/** The words of the first block, formulas between dollars. */
function words(peer: Peer, block = 0): string {
  const parts = peer.node.child(block).content.content.map((node) => {
    const isFormula = node.marks.some(({ type }) => type.name === "math");
    return isFormula ? `$${node.text}$` : (node.text ?? "");
  });
  return parts.join("");
}

function open(peer: Peer): string | null {
  return drawnKey.getState(peer.editor.state)?.open?.piece.source ?? null;
}

/** What is drawn: the LaTeX that each drawing says it is of. */
function drawings({ editor }: Peer): string[] {
  const found = editor.view.dom.querySelectorAll(".drawn:not(.is-live) annotation");
  return [...found].map((element) => element.textContent ?? "");
}

function source({ editor }: Peer): string {
  return [...editor.view.dom.querySelectorAll(".drawn-source")].map((e) => e.textContent).join("|");
}

const blocks = (...found: TestBlock[]) => new Peer(stateOf(found));

describe("dollars", () => {
  it.each([
    ["area $x^2$ it is", "area $x^2$ it is"],
    ["$a_1$", "$a_1$"],
    ["$2x^2+y^2$ is", "$2x^2+y^2$ is"],
    ["$\\{n\\}^2$", "$\\{n\\}^2$"],
    ["both $a b^2+c^2$ of", "both $a b^2+c^2$ of"],
  ])("around %j make a formula", (typed, found) => {
    expect(words(new Peer().type(typed))).toBe(found);
  });

  it.each(["$5 and $6", "$5-$6", "$5,$6 or $7", "US$5 or US$", "a $ b $", "$$", "\\$a$", "$a $ b"])(
    "in %j are money, or what they are",
    (typed) => {
      const alice = new Peer().type(typed);
      expect(alice.texts).toEqual([typed]);
      expect(words(alice)).toBe(typed);
    },
  );

  it("mean nothing in code", () => {
    const alice = blocks({ text: "", kind: "code" }).type("$x$ $$ ");
    expect(alice.texts).toEqual(["$x$ $$ "]);
    expect(alice.kinds).toEqual(["code"]);
  });

  it("make a block of an empty paragraph, in which nothing is rewritten", () => {
    const alice = new Peer().type("$$ a^2 **b** /h").press("Enter").type("c");
    expect(alice.kinds).toEqual(["math"]);
    expect(alice.texts).toEqual(["a^2 **b** /h\nc"]);
  });

  it("are taken back by Backspace", () => {
    const alice = new Peer().type("$x$").press("Backspace");
    expect(alice.texts).toEqual(["$x$"]);
    expect(alice.node.firstChild?.firstChild?.marks).toEqual([]);
  });
});

describe("a formula", () => {
  it("is drawn while the cursor is elsewhere, and its source is in the text still", async () => {
    const alice = new Peer().type("so $x^2$ is");
    await vi.waitFor(() => expect(drawings(alice)).toEqual(["x^2"]));
    expect(source(alice)).toBe("x^2");
    expect(alice.texts).toEqual(["so x^2 is"]);
    alice.after("x^");
    expect(open(alice)).toBe("x^2");
    expect(drawings(alice)).toEqual([]);
    expect(source(alice)).toBe("");
  });

  it("goes on behind what is typed, and is left by arrows, Enter and Escape", () => {
    const alice = new Peer().type("$x$");
    expect(open(alice)).toBeNull();
    alice.press("ArrowLeft");
    expect(open(alice)).toBe("x");
    alice.type("y");
    expect([words(alice), open(alice)]).toEqual(["$xy$", "xy"]);
    alice.press("ArrowRight").type(" on");
    expect([words(alice), open(alice)]).toEqual(["$xy$ on", null]);
    alice.after("xy").press("Backspace").type("z").press("Enter").type("!");
    expect(words(alice)).toBe("$xyz$! on");
    alice.select(0, 0).press("ArrowRight").type("a").press("Escape").type("?");
    expect(words(alice)).toBe("$axyz$?! on");
    expect(alice.kinds).toHaveLength(1);
  });

  it("is not written in by who stands beside it", () => {
    const alice = new Peer().type("a $x$ b");
    alice.after("a ").type("1").after("x").type("2");
    expect(words(alice)).toBe("a 1$x$2 b");
    alice.select(0, 1, 0, 3);
    expect(open(alice)).toBeNull();
    alice.select(0, 3, 0, 4);
    expect(open(alice)).toBe("x");
  });

  it("takes the keys of the words around it for what they are", () => {
    const alice = new Peer().type("$x$").press("ArrowLeft").type("/h **a** $b$ https://a.org c");
    expect(alice.texts).toEqual(["x/h **a** $b$ https://a.org c"]);
    expect(alice.node.firstChild?.childCount).toBe(1);
  });

  it("is made of words, of what is typed next, and turned back", () => {
    const alice = blocks({ text: "let x be" });
    alice.select(0, 4, 0, 5).run(toggleFormula);
    expect(words(alice)).toBe("let $x$ be");
    alice.select(0, 4, 0, 5).run(toggleFormula);
    expect(words(alice)).toBe("let x be");
    alice.select(0, 8).run(toggleFormula);
    expect(alice.editor.view.dom.querySelector(".drawn-pending")).not.toBeNull();
    alice.type("y").press("ArrowRight").type(".");
    expect(words(alice)).toBe("let x be$y$.");
  });

  it("is drawn anew when somebody else changes it, and keeps both their letters", async () => {
    const alice = new Peer().type("so $ab$ is");
    await vi.waitFor(() => expect(drawings(alice)).toEqual(["ab"]));
    const bob = new Peer(alice.state);
    alice.outbox.length = 0;
    alice.after("a").type("+");
    bob.after("ab").press("ArrowLeft").type("^2");
    exchange(alice, bob);
    expect([words(alice), words(bob)]).toEqual(["so $a+b^2$ is", "so $a+b^2$ is"]);
    expect([open(alice), open(bob)]).toEqual(["a+b^2", "a+b^2"]);
    bob.type("x");
    expect(words(bob)).toBe("so $a+b^2x$ is");
    exchange(alice, bob);
    alice.after("is");
    expect(drawings(alice)).toEqual(["a+b^2x"]);
  });

  it("that is about to be begun is not forgotten when others write", () => {
    const alice = blocks({ text: "a" }, { text: "b" });
    const bob = new Peer(alice.state);
    alice.select(0, 1).run(toggleFormula);
    bob.select(1, 1).type("c");
    exchange(alice, bob);
    expect(words(alice.type("x"))).toBe("a$x$");
  });

  it("that is formatted by another is one still", () => {
    const alice = new Peer().type("$abc$");
    const bob = new Peer(alice.state);
    bob.select(0, 1, 0, 2).press("b", { ctrlKey: true });
    alice.press("ArrowLeft").type("d");
    exchange(alice, bob);
    expect(open(alice)).toBe("abcd");
    expect(alice.editor.view.dom.querySelectorAll("[data-math]")).toHaveLength(1);
  });
});

describe("a formula block", () => {
  it("shows its source to who writes in it, and the drawing beside it", async () => {
    const alice = blocks({ text: "words" }, { text: "\\frac{a}{b}", kind: "math" });
    await vi.waitFor(() => expect(drawings(alice)).toEqual(["\\frac{a}{b}"]));
    alice.select(1, 11).type("+1");
    const live = () => alice.editor.view.dom.querySelector(".is-live annotation")?.textContent;
    await vi.waitFor(() => expect(live()).toBe("\\frac{a}{b}+1"));
    alice.type("}");
    const complaint = alice.editor.view.dom.querySelector(".drawn-error");
    await vi.waitFor(() => expect(complaint?.textContent).toMatch(/^Expected/));
    expect(live()).toBe("\\frac{a}{b}+1");
  });

  it("is gone into by arrows, though browsers see no text there", async () => {
    const alice = blocks({ text: "a" }, { text: "x", kind: "math" }, { text: "b" });
    alice.editor.view.endOfTextblock = () => true;
    alice.select(0, 1).press("ArrowDown");
    expect(open(alice)).toBe("x");
    alice.select(2, 0).press("ArrowUp");
    expect(open(alice)).toBe("x");
  });

  it("is not open before anybody was in the text", () => {
    const alice = blocks({ text: "x", kind: "math" });
    expect(open(alice)).toBeNull();
    expect(open(alice.select(0, 1))).toBe("x");
  });

  it("does not lose what another writes while it turns into one", () => {
    const alice = blocks({ text: "a+b" });
    const bob = new Peer(alice.state);
    alice.select(0, 0).type("$$ ");
    bob.after("a+b").type("+c");
    exchange(alice, bob);
    expect([alice.texts, alice.kinds]).toEqual([["a+b+c"], ["math"]]);
    expect(bob.node.toJSON()).toEqual(alice.node.toJSON());
  });
});

describe("drawing", () => {
  const error = (latex: string) => {
    const outcome = drawFormula(latex, false);
    return "error" in outcome ? outcome.error : null;
  };

  it("says kindly what is wrong", () => {
    expect(error("\\frac{a")).toBe("Unexpected end of input in a macro argument, expected '}'.");
    expect(error("\\nonsense")).toBe("Undefined control sequence: \\nonsense.");
  });

  it.each([
    ["\\def\\a{\\a\\a}\\a"],
    [`\\def\\a{b}${"\\def\\a{\\a\\a}".repeat(700)}\\a`],
    ["\\newcommand{\\x}{\\x\\x}\\x"],
    ["{".repeat(5_000)],
    ["x^".repeat(2_500)],
    [`\\sqrt{`.repeat(300) + "}".repeat(300)],
    ["\\rule{1e9em}{1e9em}"],
    ["\\fcolorbox{red}{blue}{x}\\pmb{y}"],
    [`\\begin{matrix}${"&".repeat(500)}\\end{matrix}`],
  ])(
    "ends by itself, whatever it is told: %#",
    (latex) => {
      const start = performance.now();
      drawFormula(latex, true);
      expect(performance.now() - start).toBeLessThan(15_000);
    },
    20_000,
  );

  it("sets no style as an attribute, which the CSP would refuse", () => {
    const setAttribute = vi.spyOn(Element.prototype, "setAttribute");
    const outcome = drawFormula(
      "\\vec{x} + \\left\\lvert\\begin{matrix}a\\\\b\\\\c\\\\d\\end{matrix}\\right\\rvert",
      true,
    );
    const svg = "drawing" in outcome ? outcome.drawing.querySelector("svg") : null;
    expect(svg?.style.width).toMatch(/^0\.\d+em$/);
    expect(setAttribute.mock.calls.filter(([name]) => name === "style")).toEqual([]);
  });

  it("follows no address, and writes no style, class or id that it is told", () => {
    for (const latex of [
      "\\href{javascript:alert(1)}{x}",
      "\\url{https://a.org}",
      "\\includegraphics{https://a.org/x.png}",
      "\\htmlStyle{color:red}{x}",
      "\\htmlId{a}{x}",
      "\\fcolorbox{red}{blue}{x}",
      "\\pmb{x}",
    ]) {
      const outcome = drawFormula(latex, false);
      const html = "drawing" in outcome ? outcome.drawing : document.createElement("i");
      expect(html.querySelector("a, img, [id], [href], [src], math [style]")).toBeNull();
    }
  });

  it("is told in the page's own red where a command of it is refused", () => {
    const outcome = drawFormula("\\href{javascript:alert(1)}{x}", false);
    const drawing = "drawing" in outcome ? outcome.drawing : null;
    const red = drawing?.querySelector<HTMLElement>(".katex-html [style*=color]");
    expect(red?.style.color).toBe("var(--color-danger)");
  });

  it("does not hand on macros to the next", () => {
    drawFormula("\\gdef\\mine{x}\\mine", false);
    expect(error("\\mine")).toMatch(/^Undefined/);
  });
});
