/** Keeps the document in this browser, and knows what of it is really written. */
import { IndexeddbPersistence } from "y-indexeddb";
import { type Doc, mergeUpdates } from "yjs";
import type { Copy } from "./saveState";

/** How long changes are collected before they are written: a write would be in the way of a key. */
const COLLECTED_MS = 100;

export class Cache {
  private readonly store: IndexeddbPersistence;
  private lost: Extract<Copy, "full" | "refused" | "removed"> | null = null;
  private pending: Uint8Array[] = [];
  private writing: ReturnType<typeof setTimeout> | undefined;
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
      this.store.db?.addEventListener("abort", ({ target }) => this.fail(target));
      onLoad();
    });
    this.store._db.catch(() => this.fail(null));
    // It would write each change by itself, before the key that made it is painted.
    doc.off("update", this.store._storeUpdate);
    doc.on("update", this.onUpdate);
    window.addEventListener("pagehide", this.write);
  }

  /** Whether the browser holds every change of the document. */
  get keeps(): boolean {
    return this.lost === null && this.written === this.changes;
  }

  get copy(): Copy {
    if (this.lost) return this.lost;
    if (!this.store.synced) return "opening";
    return this.keeps ? "current" : "writing";
  }

  /** Forgets the document in this browser. */
  async clear(): Promise<void> {
    this.doc.off("update", this.onUpdate);
    this.lost = "removed";
    await this.store.clearData();
  }

  private fail(target: EventTarget | null): void {
    const error = target instanceof IDBTransaction ? target.error : null;
    this.lost = error?.name === "QuotaExceededError" ? "full" : "refused";
    this.onChange();
  }

  private readonly onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === this.store || this.lost) return;
    const isFirst = this.keeps;
    this.changes += 1;
    this.pending.push(update);
    this.writing ??= setTimeout(this.write, COLLECTED_MS);
    if (isFirst) this.onChange();
  };

  private readonly write = (): void => {
    clearTimeout(this.writing);
    this.writing = undefined;
    if (this.pending.length === 0 || this.lost) return;
    if (!this.store.synced) {
      this.store.once("synced", this.write);
      return;
    }
    this.store._storeUpdate(mergeUpdates(this.pending.splice(0)), null);
    this.awaitWrite();
  };

  /** A reading transaction begins when the writing ones before it have ended. */
  private awaitWrite(): void {
    const upTo = this.changes;
    const barrier = this.store.db?.transaction("updates", "readonly");
    barrier?.objectStore("updates").count();
    barrier?.addEventListener("complete", () => {
      this.written = upTo;
      if (this.keeps) this.onChange();
    });
  }
}
