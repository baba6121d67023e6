/** The part of the window in which text can be read. */

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

/** The index of the first element, from the top, whose box is so: documents are long. */
export function firstWhere(
  elements: ArrayLike<Element>,
  accept: (box: DOMRect) => boolean,
): number {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const element = elements[middle];
    if (element && accept(element.getBoundingClientRect())) high = middle;
    else low = middle + 1;
  }
  return low;
}
