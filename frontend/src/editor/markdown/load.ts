/** Markdown is read and written by libraries that come when the page has nothing else to do. */
import { whenIdle } from "../../site/idle";

type Engine = typeof import("./engine");

let engine: Engine | null = null;

/** What reads and writes markdown; null as long as it has not come. */
export function markdownNow(): Engine | null {
  return engine;
}

export async function loadMarkdown(): Promise<Engine> {
  engine ??= await import("./engine");
  return engine;
}

/** Loads it when the page is idle: clipboard events cannot wait. */
export function prepareMarkdown(): void {
  whenIdle(() => void loadMarkdown().catch(() => {}));
}
