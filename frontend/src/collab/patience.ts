/** Measures how long changes wait for the server's word that they are stored. */

/** Nobody should believe for longer than this that their words are safe. */
const PATIENCE_MS = 5000;

export class Patience {
  /** Whether a change has waited too long, without any word from the server meanwhile. */
  isOver = false;
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly onOver: () => void) {}

  /** A change was made here. */
  changed(): void {
    this.waiting ??= setTimeout(() => {
      this.isOver = true;
      this.onOver();
    }, PATIENCE_MS);
  }

  /** The server has acknowledged something, perhaps everything. */
  heard(everything: boolean): void {
    const isWaiting = this.waiting !== undefined;
    clearTimeout(this.waiting);
    this.waiting = undefined;
    this.isOver = false;
    if (isWaiting && !everything) this.changed();
  }
}
