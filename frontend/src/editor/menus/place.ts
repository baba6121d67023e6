/** Keeps what floats beside what it is about, inside what can be seen of the page. */
import {
  autoUpdate,
  computePosition,
  flip,
  offset,
  type Placement,
  shift,
  size,
  type VirtualElement,
} from "@floating-ui/dom";
import { readingArea } from "../view/area";

const GAP = 8;

/**
 * Places an element of fixed position beside the anchor until the returned function is called.
 *
 * What `mayCover` the anchor stays in view where there is no room beside it.
 */
export function float(
  anchor: Element | VirtualElement,
  it: HTMLElement,
  placement: Placement,
  mayCover = false,
): () => void {
  const update = async () => {
    const padding = room();
    const { x, y } = await computePosition(anchor, it, {
      placement,
      strategy: "fixed",
      middleware: [
        offset(GAP),
        flip({ padding, crossAxis: false, fallbackStrategy: "bestFit" }),
        shift({ padding, crossAxis: mayCover }),
        size({
          padding,
          apply: ({ availableHeight }) =>
            it.style.setProperty("--room", `${Math.max(120, availableHeight)}px`),
        }),
      ],
    });
    it.style.left = `${x}px`;
    it.style.top = `${y}px`;
  };
  return autoUpdate(anchor, it, update, { layoutShift: false });
}

/** What the bar above and, on phones, the tools at the foot leave free. */
function room() {
  const area = readingArea();
  const viewport = window.visualViewport;
  const foot = viewport ? viewport.offsetTop + viewport.height : window.innerHeight;
  return {
    top: area.top + GAP,
    bottom: Math.max(0, foot - area.bottom) + GAP,
    left: GAP,
    right: GAP,
  };
}
