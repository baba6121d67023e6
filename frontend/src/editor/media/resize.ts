/** The handles at both edges of an image, for a pointer and for keys. */
import { type ImageShape, nearestWidth, WIDTH_STEP } from "../schema/media";
import { part } from "./dom";

const KEYS: Record<string, number> = {
  ArrowRight: WIDTH_STEP,
  ArrowUp: WIDTH_STEP,
  ArrowLeft: -WIDTH_STEP,
  ArrowDown: -WIDTH_STEP,
  PageUp: 5 * WIDTH_STEP,
  PageDown: -5 * WIDTH_STEP,
};

export class ResizeHandles {
  readonly element = part("div", "media-handles");
  private readonly handles: HTMLElement[];
  private width = 100;
  private isCentred = false;

  constructor(
    private readonly figure: HTMLElement,
    frame: HTMLElement,
    private readonly done: (width: number) => void,
  ) {
    this.handles = [this.make("start"), this.make("end")];
    this.element.append(...this.handles);
    frame.append(this.element);
  }

  show({ width, side }: ImageShape): void {
    this.width = side === "full" ? 100 : (width ?? this.shown());
    this.isCentred = side === "center";
    this.element.hidden = side === "full";
    for (const handle of this.handles) {
      handle.ariaValueNow = String(this.width);
      handle.ariaValueText = `${this.width} % of the page's width`;
    }
  }

  /** How wide it is, in hundredths of the column. */
  private shown(): number {
    const column = this.figure.parentElement?.clientWidth || 1;
    return nearestWidth((this.figure.offsetWidth / column) * 100);
  }

  private make(edge: "start" | "end"): HTMLElement {
    const handle = part("div", `media-handle media-handle-${edge}`);
    handle.setAttribute("role", "slider");
    handle.tabIndex = edge === "end" ? 0 : -1;
    handle.ariaLabel = "Width of the image";
    handle.ariaValueMin = String(nearestWidth(0));
    handle.ariaValueMax = "100";
    handle.addEventListener("keydown", (event) => {
      const by = KEYS[event.key];
      if (by === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      this.done(nearestWidth(this.width + by));
    });
    handle.addEventListener("pointerdown", (event) => this.drag(event, handle, edge));
    return handle;
  }

  private drag(start: PointerEvent, handle: HTMLElement, edge: "start" | "end"): void {
    if (start.button !== 0) return;
    start.preventDefault();
    start.stopPropagation();
    handle.setPointerCapture(start.pointerId);
    const before = this.figure.offsetWidth;
    const column = this.figure.parentElement?.clientWidth || 1;
    const isRtl = getComputedStyle(this.figure).direction === "rtl";
    const outward = (edge === "end") !== isRtl ? 1 : -1;
    let width = this.width;
    const move = ({ clientX }: PointerEvent) => {
      const by = (clientX - start.clientX) * outward * (this.isCentred ? 2 : 1);
      width = nearestWidth(((before + by) / column) * 100);
      this.figure.dataset.width = String(width);
    };
    const end = () => {
      handle.removeEventListener("pointermove", move);
      this.done(width);
    };
    handle.addEventListener("pointermove", move);
    for (const ending of ["pointerup", "pointercancel"]) {
      handle.addEventListener(ending, end, { once: true });
    }
  }
}
