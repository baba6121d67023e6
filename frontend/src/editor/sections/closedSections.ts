/** Which sections a person has closed: nobody else's business, so it is not in the document. */

/** So many are remembered of one document; what was closed longest ago opens. */
const LIMIT = 300;

/** The ids of their toggles. `onChange` is told all of them whenever one comes or goes. */
export class ClosedSections {
  private readonly ids: Set<string>;

  constructor(
    ids: Iterable<string> = [],
    private readonly onChange: (ids: string[]) => void = () => {},
  ) {
    this.ids = new Set(ids);
  }

  get size(): number {
    return this.ids.size;
  }

  [Symbol.iterator](): Iterator<string> {
    return this.ids.values();
  }

  has(id: string | null): boolean {
    return id !== null && this.ids.has(id);
  }

  /** Some are no longer closed, others are. */
  replace(gone: Iterable<string>, come: Iterable<string>): void {
    const before = [...this.ids].join();
    for (const id of gone) this.ids.delete(id);
    for (const id of come) this.ids.add(id);
    for (const id of this.ids) {
      if (this.ids.size <= LIMIT) break;
      this.ids.delete(id);
    }
    if ([...this.ids].join() !== before) this.onChange([...this.ids]);
  }
}
