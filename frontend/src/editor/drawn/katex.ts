/** Draws formulas. Loaded with the first of them. */
import katex, { type KatexOptions } from "katex";
import "katex/dist/katex.min.css";
import type { Outcome } from "./outcome";
import { measureForPaper } from "./paper";
import { sideways } from "./sideways";

const OPTIONS: KatexOptions = {
  output: "htmlAndMathml",
  strict: "ignore",
  // No addresses, images, classes or styles: the text may be anybody's.
  trust: false,
  // Of commands that are refused; its own red is too dark for a dark page.
  errorColor: "var(--color-danger)",
  maxExpand: 300,
  // In em: what is larger would only push the page about.
  maxSize: 30,
};

/** What KaTeX would write as style attributes, which the page's CSP refuses. */
const MACROS = { "\\pmb": "\\boldsymbol{#1}", "\\fcolorbox": "\\colorbox{#2}{\\fbox{#3}}" };

interface Svg {
  attributes: Record<string, string>;
  toNode(): SVGElement;
}

// Of arrows over letters and of tall delimiters: an attribute would be refused, the CSSOM is not.
const { SvgNode } = (katex as unknown as { __domTree: { SvgNode: { prototype: Svg } } }).__domTree;
const { toNode } = SvgNode.prototype;
SvgNode.prototype.toNode = function (this: Svg) {
  const { style = "", ...attributes } = this.attributes;
  this.attributes = attributes;
  const svg = toNode.call(this);
  svg.style.cssText = style;
  return svg;
};

window.addEventListener("beforeprint", measureForPaper);

/** Draws LaTeX, which may be anything; `isDisplay` as a block, with what takes room in its full size. */
export function drawFormula(source: string, isDisplay: boolean): Outcome {
  const drawing = document.createElement("span");
  try {
    // A formula can define macros: those must not outlive it.
    const macros = { ...MACROS };
    katex.render(source, drawing, { ...OPTIONS, macros, displayMode: isDisplay });
    return { drawing: isDisplay ? sideways(drawing, "Formula") : drawing };
  } catch (error) {
    // Not only its own errors: what is nested deeply enough overflows the stack.
    return {
      error: error instanceof katex.ParseError ? explain(error) : "This is too deep to draw.",
    };
  }
}

/** KaTeX's own words, without its name and without the source, which stands beside them. */
function explain({ message }: Error): string {
  const [told = ""] = message.replace(/^KaTeX parse error: /, "").split(/ at (?:position|end)/);
  return told.replace("'EOF'", "the end").replace(/[.:]?$/, ".");
}
