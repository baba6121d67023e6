/** Paper cannot be moved sideways: where a line of a formula is wider than it, its letters are smaller. */

/** In sizes of its letters: what stands beside a formula for its number (styles/editor/formulas.css). */
const NUMBER_EMS = 7;

/** Tells the style sheet how many times the size of its letters each formula has to be wide. */
export function measureForPaper(): void {
  for (const formula of document.querySelectorAll<HTMLElement>(".sideways:has(.katex)")) {
    // Between these a line can end.
    const parts = formula.querySelectorAll(".katex-html > .base");
    const width = Math.max(0, ...[...parts].map((part) => part.getBoundingClientRect().width));
    const size = Number.parseFloat(getComputedStyle(formula).fontSize);
    const number = formula.querySelector(".tag") ? NUMBER_EMS : 0;
    if (width > 0) formula.style.setProperty("--ems", String(width / size + number));
  }
}
