/** Scrolls to what is somewhere else. */
import { readingArea } from "../editor/view/area";

/** How many screens away scrolling is still followed by the eye. */
const SMOOTH_SCREENS = 2;

/** The part of the area that is kept free above and below what was scrolled to. */
const MARGIN = 0.15;

/** Scrolls something into the middle of the area, unless it is well inside. */
export function bringIntoView(target: Element): void {
  const { top, bottom } = readingArea();
  const height = bottom - top;
  const rect = target.getBoundingClientRect();
  if (rect.top >= top + MARGIN * height && rect.bottom <= bottom - MARGIN * height) return;
  const by = rect.top - (top + 0.4 * height);
  const isFar = Math.abs(by) > SMOOTH_SCREENS * height;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  window.scrollBy({ top: by, behavior: isFar || isStill ? "instant" : "smooth" });
}
