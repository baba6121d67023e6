/** The element in which a source is drawn that changes, or that takes its time. */
import type { Draw } from "./outcome";

/** The last good drawing of a block, from which the next element goes on. */
export interface Memory {
  last: HTMLElement | null;
}

/** Shows the last drawing that could be made, and below it what is wrong with the source now. */
export class Holder {
  readonly element = document.createElement("span");
  private readonly place = document.createElement("span");
  private readonly complaint = document.createElement("span");
  private source: string | null = null;

  constructor(
    className: string,
    private readonly draw: Draw,
    private readonly memory: Memory = { last: null },
  ) {
    this.element.className = `drawn ${className}`;
    this.element.contentEditable = "false";
    this.place.className = "drawn-place";
    this.complaint.className = "drawn-error";
    this.complaint.setAttribute("role", "status");
    this.element.append(this.place, this.complaint);
    if (memory.last) this.place.replaceChildren(memory.last);
  }

  /** Draws another source, unless one that comes later is drawn sooner; false when nothing came of it. */
  async show(source: string): Promise<boolean> {
    if (source === this.source) return true;
    this.source = source;
    const isWanted = () => source === this.source && this.element.isConnected;
    const outcome = source.trim() ? await this.draw(source, isWanted) : { error: "" };
    if (source !== this.source) return true;
    if (!outcome) {
      this.source = null;
      return false;
    }
    if ("drawing" in outcome) {
      this.memory.last = outcome.drawing;
      this.place.replaceChildren(outcome.drawing);
    } else if (!source.trim()) this.place.replaceChildren();
    this.complaint.textContent = "error" in outcome ? outcome.error : "";
    return true;
  }
}
