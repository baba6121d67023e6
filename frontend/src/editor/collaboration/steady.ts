/**
 * Keeps what one looks at where it is on the screen while others write above it.
 *
 * Browsers do so for what is at the top of the window; but somebody who writes looks at their cursor,
 * and between the two others may write as well.
 */
import type { Editor } from "@tiptap/core";
import type { EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { firstWhere, isDrawn } from "../view/area";

/** For so long after a turn of the wheel the view is moving by itself. */
const SCROLLING_MS = 300;

/** How far what one looks at has moved down since it was looked at; null when it is gone. */
type Drift = () => number | null;

/** To be called once the editor is on the page. */
export function keepSteady(editor: Editor): void {
  const hold = new Hold(editor.view);
  editor.on("beforeTransaction", ({ transaction }) => {
    const change = transaction.getMeta(ySyncPluginKey);
    if (change?.isChangeOrigin && !change.isUndoRedoOperation) hold.begin();
    else if (transaction.docChanged || transaction.selectionSet) hold.release();
  });
  editor.on("transaction", () => hold.end());
  editor.on("destroy", () => hold.destroy());
  // The binding would scroll to the cursor: as far as the margins around it.
  editor.view.setProps({ handleScrollToSelection: () => hold.isHolding });
}

class Hold {
  isHolding = false;
  private drift: Drift | null = null;
  private wheeledAt = Number.NEGATIVE_INFINITY;
  // What is new gets its real height only within the frame, when it is seen to be in view.
  private readonly heights = new ResizeObserver(() => this.correct());

  constructor(private readonly view: EditorView) {
    this.heights.observe(view.dom);
    for (const event of ["wheel", "touchmove"] as const) {
      window.addEventListener(event, this.onWheel, { passive: true });
    }
  }

  destroy(): void {
    this.heights.disconnect();
    for (const event of ["wheel", "touchmove"] as const) {
      window.removeEventListener(event, this.onWheel);
    }
  }

  /** The document is about to be changed by others. */
  begin(): void {
    const isScrolling = performance.now() - this.wheeledAt < SCROLLING_MS;
    this.drift = isScrolling ? null : look(this.view);
    this.isHolding = true;
  }

  /** It has been changed: the view moves along, now and until the frame is drawn. */
  end(): void {
    if (!this.isHolding) return;
    this.isHolding = false;
    this.correct();
    const { drift } = this;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => this.drift === drift && this.release()),
    );
  }

  /** What moves from now on is meant to. */
  release(): void {
    this.drift = null;
  }

  private correct(): void {
    const drift = this.drift?.();
    if (drift && Math.abs(drift) >= 1) window.scrollBy({ top: drift, behavior: "instant" });
  }

  private readonly onWheel = (): void => {
    this.wheeledAt = performance.now();
    this.release();
  };
}

function look(view: EditorView): Drift {
  return lookAtCursor(view) ?? lookAtText(view);
}

/** Whoever writes looks at their cursor, if they see it. */
function lookAtCursor(view: EditorView): Drift | null {
  if (!view.hasFocus()) return null;
  const top = () => view.coordsAtPos(view.state.selection.head).top;
  const before = top();
  return before >= 0 && before < window.innerHeight ? () => top() - before : null;
}

/** Whoever reads looks at what is in the window; the first of it that is still there tells. */
function lookAtText({ dom }: EditorView): Drift {
  const seen: [Element, number][] = [];
  for (let block: Element | null = firstInView(dom); block; block = block.nextElementSibling) {
    if (!isDrawn(block)) continue;
    const { top } = block.getBoundingClientRect();
    if (top >= window.innerHeight) break;
    seen.push([block, top]);
  }
  return () => {
    const left = seen.find(([block]) => isDrawn(block));
    return left ? left[0].getBoundingClientRect().top - left[1] : null;
  };
}

/** The first block that begins in the window. */
function firstInView({ children }: HTMLElement): Element | null {
  const margin =
    Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  return children[firstWhere(children, ({ top }) => top >= margin)] ?? null;
}
