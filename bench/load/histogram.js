/** A histogram of milliseconds with about one per cent of error, from a microsecond on. */

const BUCKETS_PER_DECADE = 230;
const DECADES = 9;
const FINEST_MS = 0.001;

export class Histogram {
  count = 0;
  max = 0;
  #buckets = new Uint32Array(BUCKETS_PER_DECADE * DECADES);

  /** Count one value. */
  add(milliseconds) {
    const place = Math.log10(Math.max(milliseconds, FINEST_MS) / FINEST_MS) * BUCKETS_PER_DECADE;
    this.#buckets[Math.min(Math.floor(place), this.#buckets.length - 1)]++;
    this.count++;
    if (milliseconds > this.max) this.max = milliseconds;
  }

  /** The value that a share `part` of all values does not exceed; null when there are none. */
  quantile(part) {
    let left = Math.ceil(this.count * part);
    if (left === 0) return null;
    let bucket = -1;
    while (left > 0) left -= this.#buckets[++bucket];
    return Math.min(FINEST_MS * 10 ** ((bucket + 0.5) / BUCKETS_PER_DECADE), this.max);
  }

  /** What a report says of it. */
  summary() {
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((part) => this.quantile(part));
    return { count: this.count, p50, p95, p99, max: this.max };
  }
}
