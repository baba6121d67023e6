/** Keeps the document in this browser, and knows what of it is really written. */
import { IndexeddbPersistence } from "y-indexeddb";
import type { Doc } from "yjs";

export class Cache {
  private readonly store: IndexeddbPersistence;
  private isUsable = true;
  private changes = 0;
  private written = 0;

  /**
   * @param name of the database: it says whose document this is
   * @param onChange is called when `keeps` may have changed
   * @param onLoad is called when what this browser had is in the document
   */
  constructor(
    name: string,
    private readonly doc: Doc,
    private readonly onChange: () => void,
    onLoad: () => void,
  ) {
    this.store = new IndexeddbPersistence(name, doc);
    this.store.once("synced", () => {
      // A transaction that fails (no space left) takes its update with it.
      this.store.db?.addEventListener("abort", this.fail);
      onLoad();
    });
    this.store._db.catch(this.fail);
    // Registered behind the store's own listener, so that its write is under way already.
    doc.on("update", this.onUpdate);
  }

  /** Whether the browser holds every change of the document. */
  get keeps(): boolean {
    return this.isUsable && this.written === this.changes;
  }

  /** Forgets the document in this browser. */
  async clear(): Promise<void> {
    this.doc.off("update", this.onUpdate);
    this.isUsable = false;
    await this.store.clearData();
  }

  private readonly fail = (): void => {
    this.isUsable = false;
    this.onChange();
  };

  private readonly onUpdate = (_: Uint8Array, origin: unknown): void => {
    if (origin === this.store || !this.isUsable) return;
    const isFirst = this.keeps;
    this.changes += 1;
    if (!isFirst) return;
    this.onChange();
    if (this.store.synced) this.awaitWrites();
    else this.store.once("synced", () => this.awaitWrites());
  };

  /** A reading transaction begins when the writing ones before it have ended. */
  private awaitWrites(): void {
    const upTo = this.changes;
    const barrier = this.store.db?.transaction("updates", "readonly");
    barrier?.objectStore("updates").count();
    barrier?.addEventListener("complete", () => {
      this.written = upTo;
      if (this.keeps) this.onChange();
      else if (this.isUsable) this.awaitWrites();
    });
  }
}
