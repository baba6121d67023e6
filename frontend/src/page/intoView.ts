/** Scrolls to what is somewhere else. */
import { readingArea } from "../editor/view/area";

/** How many screens away scrolling is still followed by the eye. */
const SMOOTH_SCREENS = 2;

/** The part of the area that is kept free above and below what was scrolled to. */
const MARGIN = 0.15;

/** Frames in which what has come into view may still turn out higher than it was taken to be. */
const SETTLING_FRAMES = 6;

/** Scrolls something into the middle of the area, unless it is well inside. */
export function bringIntoView(target: Element): void {
  const by = distance(target);
  const isFar = Math.abs(by) > SMOOTH_SCREENS * window.innerHeight;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (isFar || isStill) jump(target, SETTLING_FRAMES);
  else if (by !== 0) window.scrollBy({ top: by, behavior: "smooth" });
}

function jump(target: Element, frames: number): void {
  window.scrollBy({ top: distance(target), behavior: "instant" });
  if (frames > 0) requestAnimationFrame(() => jump(target, frames - 1));
}

/** How far from the middle of the area, in pixels; 0 where it is well inside. */
function distance(target: Element): number {
  const { top, bottom } = readingArea();
  const height = bottom - top;
  const rect = target.getBoundingClientRect();
  const isInside = rect.top >= top + MARGIN * height && rect.bottom <= bottom - MARGIN * height;
  return isInside ? 0 : rect.top - (top + 0.4 * height);
}
