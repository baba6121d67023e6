/** Formulas as web pages carry them: drawn for the eye, with their LaTeX beside it. */

export interface Formula {
  source: string;
  isDisplay: boolean;
}

/** KaTeX, MathJax, Wikipedia, MathML by itself, and our own blocks. */
const FORMULAS =
  '.katex-display, .katex, mjx-container, .mwe-math-element, math, [data-math="display"], img[class*="mwe-math"]';

const DISPLAY =
  '.katex-display, mjx-container[display="true"], math[display="block"], .mwe-math-element-block, [data-math="display"]';

/** The formula that the element is; null when it is none, or does not say its LaTeX. */
export function formulaOf(element: Element): Formula | null {
  if (!element.matches(FORMULAS)) return null;
  const written =
    element.getAttribute("data-math") === null ? latexIn(element) : element.textContent;
  const source = written && plain(written);
  return source ? { source, isDisplay: element.matches(DISPLAY) } : null;
}

function latexIn(element: Element): string | null {
  const annotation = element.querySelector('annotation[encoding="application/x-tex"]');
  if (annotation) return annotation.textContent;
  const math = element.matches("math") ? element : element.querySelector("math");
  const image = element.matches("img") ? element : element.querySelector("img");
  return math?.getAttribute("alttext") ?? image?.getAttribute("alt") ?? null;
}

/** Without what only says how large it is to be drawn. */
function plain(latex: string): string {
  const [, inner] = /^\s*\{\s*\\displaystyle\b([\s\S]*)\}\s*$/.exec(latex) ?? [];
  return (inner ?? latex).replace(/^\s*\\displaystyle\b/, "").trim();
}
