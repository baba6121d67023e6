/** Holds back what others do, so that it is never in the way of one's own keys. */

/** It rests so many times as long as the last work took: a slow machine works less often. */
const REST = 8;

/** Nobody waits longer than this for what others write. */
const LONGEST_MS = 250;

/**
 * What arrives in a quiet moment is taken in at once, what arrives in a busy one together and in
 * order: when the rest is over, or behind a key that has just been painted, where the next key is
 * least likely.
 */
export class Inbox<Message> {
  private waiting: Message[] = [];
  private resting: ReturnType<typeof setTimeout> | undefined;

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
    if (this.waiting.length === 0) return;
    const began = performance.now();
    this.flush();
    const taking = performance.now() - began;
    // Until its cost is known; a page that is not shown has no frames.
    this.rest(LONGEST_MS);
    afterFrame((drawing) => this.rest(REST * (taking + drawing)));
  };

  private readonly letKeyPass = (): void => {
    this.rest(LONGEST_MS);
    afterFrame(() => this.rest(0));
  };

  private rest(ms: number): void {
    clearTimeout(this.resting);
    this.resting = setTimeout(this.work, Math.min(ms, LONGEST_MS));
  }
}

/** Calls back when the next frame has been drawn, with the time that this took. */
function afterFrame(then: (drawing: number) => void): void {
  requestAnimationFrame(() => {
    const began = performance.now();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      then(performance.now() - began);
    };
    port2.postMessage(null);
  });
}
