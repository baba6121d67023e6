/** The element in which a source is drawn while it is being written. */
import type { Draw } from "./outcome";

/** Shows the last drawing that could be made, and below it what is wrong with the source now. */
export class Holder {
  readonly element = document.createElement("span");
  private readonly place = document.createElement("span");
  private readonly complaint = document.createElement("span");
  private source: string | null = null;

  constructor(private readonly draw: Draw) {
    this.element.className = "drawn is-live";
    this.element.contentEditable = "false";
    this.place.className = "drawn-place";
    this.complaint.className = "drawn-error";
    this.complaint.setAttribute("role", "status");
    this.element.append(this.place, this.complaint);
  }

  /** Draws another source, unless one that comes later is drawn sooner. */
  async show(source: string): Promise<void> {
    if (source === this.source) return;
    this.source = source;
    const outcome = source.trim() ? await this.draw(source) : { error: "" };
    if (source !== this.source) return;
    if ("drawing" in outcome) this.place.replaceChildren(outcome.drawing);
    else if (!source.trim()) this.place.replaceChildren();
    this.complaint.textContent = "error" in outcome ? outcome.error : "";
  }
}
