/** Draws pieces, with what is loaded when there is one to draw. */
import { whenIdle } from "../view/later";
import type { Memory } from "./holder";
import type { Draw, Outcome } from "./outcome";
import type { Piece, PieceKind } from "./pieces";
import { Tool } from "./tool";

/** Characters; what is longer is shown as its source. The worst that fits takes KaTeX half a second. */
const MAX_LENGTH = 2_000;

/** A drawing that waits for its turn has so much time left of the browser's, at the least. */
const SPARE_MS = 4;

export class Artist {
  private readonly katex: Tool<typeof import("./katex")>;
  private readonly diagrams: Tool<typeof import("../diagrams/diagrams")>;
  private isBulk = false;
  private waiting: (() => void)[] = [];

  /** `onReady` is called when what has been drawn, or could not be, has to be drawn anew. */
  constructor(onReady: () => void) {
    this.katex = new Tool(() => import("./katex"), onReady);
    this.diagrams = new Tool(async () => {
      const diagrams = await import("../diagrams/diagrams");
      diagrams.onLook(onReady);
      return diagrams;
    }, onReady);
  }

  /** Whether the piece can be drawn now; if not yet, that is seen to. */
  canDraw({ kind, source }: Piece): boolean {
    if (source.trim() === "") return false;
    if (kind === "diagram") return this.diagrams.get() !== null;
    return source.length <= MAX_LENGTH && this.katex.get() !== null;
  }

  /** By what a drawing of the piece is known: another name, another drawing. */
  nameOf({ kind, source }: Piece): string {
    return kind === "diagram" ? `${kind} ${this.look} ${source}` : `${kind} ${source}`;
  }

  /** What of the page's colours is part of drawings. */
  get look(): string {
    return this.diagrams.loaded?.look() ?? "";
  }

  /** Draws what is being written. */
  draw({ kind, source }: Piece, isWanted: () => boolean): ReturnType<Draw> {
    if (kind !== "diagram") return this.drawFormula(source, kind);
    return this.diagrams.loaded?.drawInPause(source, isWanted) ?? { error: "" };
  }

  /** The piece as it is shown while nobody writes in it; a press on it lets one write. */
  drawClosed(piece: Piece, memory: Memory, onPress: () => void): HTMLElement {
    const element = piece.kind === "diagram" ? this.diagram(piece, memory) : this.formula(piece);
    element.addEventListener("mousedown", (event) => {
      if (event.button !== 0 || event.shiftKey) return;
      event.preventDefault();
      onPress();
    });
    return element;
  }

  /** What is drawn while `run` runs waits until the browser has nothing else to do. */
  drawInPauses(run: () => void): void {
    this.isBulk = true;
    run();
    this.isBulk = false;
  }

  private formula(piece: Piece): HTMLElement {
    const element = document.createElement("span");
    element.className = `drawn drawn-${piece.kind}`;
    element.contentEditable = "false";
    const fill = () => element.replaceChildren(this.picture(piece));
    if (this.isBulk) this.inPause(element, piece, fill);
    else fill();
    return element;
  }

  private diagram({ source }: Piece, memory: Memory): HTMLElement {
    return this.diagrams.loaded?.closedDiagram(source, memory) ?? sourceOf(source);
  }

  private picture({ kind, source }: Piece): HTMLElement {
    const outcome = this.drawFormula(source, kind);
    if ("drawing" in outcome) return outcome.drawing;
    const words = sourceOf(source);
    words.classList.add("is-wrong");
    words.title = outcome.error;
    return words;
  }

  private drawFormula(source: string, kind: PieceKind): Outcome {
    const katex = this.katex.get();
    if (!katex || source.length > MAX_LENGTH) return { error: "This is too long to draw." };
    return katex.drawFormula(source, kind === "display");
  }

  private inPause(element: HTMLElement, { source }: Piece, fill: () => void): void {
    element.append(sourceOf(source));
    this.waiting.push(fill);
    if (this.waiting.length === 1) whenIdle((deadline) => this.work(deadline));
  }

  private work(deadline: IdleDeadline): void {
    do this.waiting.shift()?.();
    while (this.waiting.length > 0 && deadline.timeRemaining() > SPARE_MS);
    if (this.waiting.length > 0) whenIdle((next) => this.work(next));
  }
}

function sourceOf(source: string): HTMLElement {
  const code = document.createElement("code");
  code.className = "drawn-words";
  code.textContent = source;
  return code;
}
