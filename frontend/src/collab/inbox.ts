/** Holds back what others do, so that it is never in the way of one's own keys. */
import { afterFrame } from "./afterFrame";

/** It rests so many times as long as the last work took: a slow machine works less often. */
const REST = 8;

/** But no longer than this. */
const LONGEST_MS = 250;

/** Whoever has pressed a key so lately is about to press the next one: behind that is time enough. */
const WRITING_MS = 500;

/**
 * What arrives in a quiet moment is taken in at once, what arrives in a busy one together and in
 * order: when the rest is over; while one writes, behind a key that has just been painted, where the
 * next key is least likely.
 */
export class Inbox<Message> {
  private waiting: Message[] = [];
  private resting: ReturnType<typeof setTimeout> | undefined;
  private lastKey = Number.NEGATIVE_INFINITY;

  constructor(private readonly take: (messages: Message[]) => void) {
    document.addEventListener("keydown", this.letKeyPass, { capture: true });
  }

  add(message: Message): void {
    this.waiting.push(message);
    if (this.resting === undefined) this.work();
  }

  /** Takes in now what waits. */
  flush(): void {
    const messages = this.waiting.splice(0);
    if (messages.length > 0) this.take(messages);
  }

  private readonly work = (): void => {
    this.resting = undefined;
    const began = performance.now();
    const writing = this.lastKey + WRITING_MS - began;
    if (this.waiting.length === 0 && writing <= 0) return;
    this.flush();
    const taking = performance.now() - began;
    if (writing > 0) {
      this.rest(writing);
      return;
    }
    // Until its cost is known; a page that is not shown has no frames.
    this.rest(LONGEST_MS);
    afterFrame((drawing) => this.rest(Math.min(REST * (taking + drawing), LONGEST_MS)));
  };

  private readonly letKeyPass = (): void => {
    this.lastKey = performance.now();
    this.rest(WRITING_MS);
    afterFrame(() => this.rest(0));
  };

  private rest(ms: number): void {
    clearTimeout(this.resting);
    this.resting = setTimeout(this.work, ms);
  }
}
