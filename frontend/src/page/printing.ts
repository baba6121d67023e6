/** Prints the document with all that is drawn in it. */
import { isMod } from "./macKeys";

/** Diagrams that nobody has come near are not drawn yet. */
const UNDRAWN = ".drawn-diagram:has(> .drawn-place:empty)";
/** Whoever wants to print does not wait longer for them. */
const PATIENCE_MS = 10_000;

export async function print(): Promise<void> {
  const undrawn = document.querySelectorAll(UNDRAWN);
  if (undrawn.length > 0) {
    const { runAll } = await import("../editor/diagrams/near");
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    await Promise.race([runAll(undrawn), patience]);
  }
  window.print();
}

/** The browser's own key prints what is there, which is less while diagrams are missing. */
export function watchPrintKey(): void {
  document.addEventListener("keydown", (event) => {
    const isPrint = isMod(event) && !event.altKey && !event.shiftKey && event.key === "p";
    if (!isPrint || !document.querySelector(UNDRAWN)) return;
    event.preventDefault();
    void print();
  });
}
