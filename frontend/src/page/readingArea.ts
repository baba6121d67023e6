/** The part of the window in which text can be read: between the bar and the phone's toolbar. */
import { element } from "./config";

export interface Area {
  top: number;
  bottom: number;
}

export function readingArea(): Area {
  const bar = document.querySelector(".editor-top")?.getBoundingClientRect();
  const toolbar = element("toolbar").getBoundingClientRect();
  const top = bar?.bottom ?? 0;
  // On a desk the toolbar is part of the bar; for readers there is none.
  return { top, bottom: toolbar.top > top ? toolbar.top : window.innerHeight };
}

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
