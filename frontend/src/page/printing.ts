/** Prints the document with all that is drawn in it. */
import { isMod } from "./macKeys";

const DRAWINGS = ".drawn-diagram img";
/** Diagrams that nobody has come near are not drawn yet; others are drawn for a dark screen. */
const UNFIT = `.drawn-diagram:has(> .drawn-place:empty), ${DRAWINGS}[data-look="dark"]`;
/** Whoever wants to print does not wait longer for them. */
const PATIENCE_MS = 10_000;

export async function print(): Promise<void> {
  if (document.querySelector(UNFIT)) {
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    await Promise.race([drawAll(), patience]);
  }
  window.print();
}

async function drawAll(): Promise<void> {
  const [{ drawForPaper }, { runAll }] = await Promise.all([
    import("../editor/diagrams/diagrams"),
    import("../editor/diagrams/near"),
  ]);
  drawForPaper(true);
  window.addEventListener("afterprint", () => drawForPaper(false), { once: true });
  await runAll(document.querySelectorAll(".drawn-diagram"));
  const images = document.querySelectorAll<HTMLImageElement>(DRAWINGS);
  await Promise.allSettled([...images].map((image) => image.decode()));
}

/** The browser's own key prints what is there, which is less, or dark. */
export function watchPrintKey(): void {
  document.addEventListener("keydown", (event) => {
    const isPrint = isMod(event) && !event.altKey && !event.shiftKey && event.key === "p";
    if (!isPrint || !document.querySelector(UNFIT)) return;
    event.preventDefault();
    void print();
  });
}
