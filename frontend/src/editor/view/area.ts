/** The part of the window in which text can be read. */
import { boxOf } from "./boxes";

export interface Area {
  top: number;
  bottom: number;
}

/** Between the bar and the phone's toolbar; on a desk the toolbar is part of the bar. */
export function readingArea(): Area {
  const top = document.querySelector(".editor-top")?.getBoundingClientRect().bottom ?? 0;
  const tools = document.querySelector(".toolbar")?.getBoundingClientRect();
  const isAtFoot = tools !== undefined && tools.top > top;
  return { top: Math.max(0, top), bottom: isAtFoot ? tools.top : window.innerHeight };
}

/**
 * The index of the first element, from the top, whose box is so: documents are long. What is hidden,
 * as in a closed section, is passed over.
 */
export function firstWhere(
  elements: ArrayLike<Element>,
  accept: (box: DOMRect) => boolean,
): number {
  let found = elements.length;
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    let at = middle;
    while (at < high && !isDrawn(elements[at])) at++;
    const element = elements[at];
    const box = at < high && element && boxOf(element);
    if (!box) high = middle;
    else if (accept(box)) [found, high] = [at, middle];
    else low = at + 1;
  }
  return found;
}

export function isDrawn(element: Element | null | undefined): boolean {
  return element?.checkVisibility() ?? false;
}
