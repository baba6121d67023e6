/** Draws pieces, with what is loaded when there is one to draw. */
import { whenIdle } from "../view/later";
import type { Outcome } from "./outcome";
import type { Piece } from "./pieces";

type Katex = typeof import("./katex");

/** Characters; what is longer is shown as its source. The worst that fits takes KaTeX half a second. */
const MAX_LENGTH = 2_000;

/** A drawing that waits for its turn has so much time left of the browser's, at the least. */
const SPARE_MS = 4;

export class Artist {
  private katex: Katex | null = null;
  private isAsked = false;
  private isBulk = false;
  private waiting: (() => void)[] = [];

  /** `onReady` is called once what draws is here. */
  constructor(private readonly onReady: () => void) {}

  /** Whether the piece can be drawn now; if not yet, that is seen to. */
  canDraw({ source }: Piece): boolean {
    if (source.trim() === "" || source.length > MAX_LENGTH) return false;
    if (!this.katex) void this.load();
    return this.katex !== null;
  }

  draw({ kind, source }: Piece): Outcome {
    if (!this.katex || source.length > MAX_LENGTH) return { error: "This is too long to draw." };
    return this.katex.drawFormula(source, kind === "display");
  }

  /** The piece as it is shown while nobody writes in it; a press on it lets one write. */
  drawClosed(piece: Piece, onPress: () => void): HTMLElement {
    const element = document.createElement("span");
    element.className = `drawn drawn-${piece.kind}`;
    element.contentEditable = "false";
    element.addEventListener("mousedown", (event) => {
      if (event.button !== 0 || event.shiftKey) return;
      event.preventDefault();
      onPress();
    });
    const fill = () => element.replaceChildren(this.picture(piece));
    if (this.isBulk) this.inPause(element, piece, fill);
    else fill();
    return element;
  }

  /** What is drawn while `run` runs waits until the browser has nothing else to do. */
  drawInPauses(run: () => void): void {
    this.isBulk = true;
    run();
    this.isBulk = false;
  }

  private picture(piece: Piece): HTMLElement {
    const outcome = this.draw(piece);
    if ("drawing" in outcome) return outcome.drawing;
    const source = sourceOf(piece);
    source.classList.add("is-wrong");
    source.title = outcome.error;
    return source;
  }

  private inPause(element: HTMLElement, piece: Piece, fill: () => void): void {
    element.append(sourceOf(piece));
    this.waiting.push(fill);
    if (this.waiting.length === 1) whenIdle((deadline) => this.work(deadline));
  }

  private work(deadline: IdleDeadline): void {
    do this.waiting.shift()?.();
    while (this.waiting.length > 0 && deadline.timeRemaining() > SPARE_MS);
    if (this.waiting.length > 0) whenIdle((next) => this.work(next));
  }

  private async load(): Promise<void> {
    if (this.isAsked) return;
    this.isAsked = true;
    try {
      this.katex = await import("./katex");
    } catch {
      // Offline, most likely: sources are shown, and the next change of one asks again.
      this.isAsked = false;
      return;
    }
    this.onReady();
  }
}

function sourceOf({ source }: Piece): HTMLElement {
  const code = document.createElement("code");
  code.className = "drawn-words";
  code.textContent = source;
  return code;
}
