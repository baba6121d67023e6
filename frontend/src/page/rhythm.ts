/** Tells a pause from the gap between two keys. */

const REMEMBERED = 5;
const FEWEST = 3;
const SHORTEST_MS = 250;
const LONGEST_MS = 1000;

/** How fast somebody writes, as far as the last few changes tell. */
export class Rhythm {
  private gaps: number[] = [];
  private last = Number.NEGATIVE_INFINITY;

  /** A change was made now. */
  beat(): void {
    const now = performance.now();
    const gap = now - this.last;
    this.last = now;
    this.gaps = gap > LONGEST_MS ? [] : [...this.gaps, gap].slice(-REMEMBERED);
  }

  /** For how many milliseconds nothing comes when it is more than the gap between two keys. */
  get pause(): number {
    const { gaps } = this;
    if (gaps.length < FEWEST) return SHORTEST_MS;
    // The median, which single gaps and several keys at once do not change.
    const usual = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
    return Math.min(Math.max(2 * usual, SHORTEST_MS), LONGEST_MS);
  }
}
