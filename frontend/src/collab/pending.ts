/** Counts the changes made here that the server has not acknowledged as stored. */
export class Pending {
  /** When there were last any that became acknowledged, all of them. */
  savedAt: number | null = null;
  /** When each was made, the oldest first; milliseconds since the epoch. */
  private times: number[] = [];
  /** How many were made since the state was last sent as a whole. */
  private afterState = 0;

  get count(): number {
    return this.times.length;
  }

  /** When the oldest of them was made. */
  get since(): number | null {
    return this.times[0] ?? null;
  }

  changed(now = Date.now()): void {
    this.times.push(now);
    this.afterState += 1;
  }

  /** What is made from now on has a message of its own. */
  stateSent(): void {
    this.afterState = 0;
  }

  /** So many messages are unacknowledged; they are acknowledged in their order, the state first. */
  heard(messages: number): void {
    if (messages <= this.afterState) this.keepLast(messages);
  }

  heardAll(): void {
    this.keepLast(0);
  }

  private keepLast(count: number): void {
    if (this.times.length <= count) return;
    this.times.splice(0, this.times.length - count);
    if (count === 0) this.savedAt = Date.now();
  }
}
