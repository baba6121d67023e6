/** What shows conflicts comes when the page is idle: it is wanted just after the line was bad. */
import { whenIdle } from "../../site/idle";

type Show = typeof import("./show");

const PAUSE_MS = 2000;

/** It is asked for again until it is here: no conflict may pass without a word. */
export async function loadConflicts(): Promise<Show> {
  for (;;) {
    try {
      return await import("./show");
    } catch {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

export function prepareConflicts(): void {
  whenIdle(() => void loadConflicts());
}
