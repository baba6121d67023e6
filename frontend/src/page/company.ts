/** Who else is here, and when each of them last did something. */
import type { Awareness } from "y-protocols/awareness";
import type { Transaction } from "yjs";
import { caretOf } from "../editor/collaboration/carets";
import { standIn } from "../editor/sections/writers";

/** A person, however many windows they have open. */
export interface Present {
  id: string;
  name: string;
  color: string;
  /** The clientIDs of their windows. */
  clients: number[];
}

export class Company {
  private readonly moved = new Map<number, number>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly awareness: Awareness) {
    awareness.on("change", ({ added, updated }: { added: number[]; updated: number[] }) => {
      this.note([...added, ...updated]);
    });
    // A cursor at the end of a line moves with what is written there, and nothing is said of it.
    awareness.doc.on("afterTransaction", ({ local, beforeState, afterState }: Transaction) => {
      if (local) return;
      const clients = [...awareness.getStates().keys()];
      this.note(clients.filter((client) => beforeState.get(client) !== afterState.get(client)));
    });
  }

  /** Everybody but oneself, by name. */
  get others(): Present[] {
    const people = new Map<string, Present>();
    const own = this.awareness.getLocalState()?.user?.id;
    for (const [client, state] of this.awareness.getStates()) {
      const { id, name, color } = state.user ?? {};
      if (client === this.awareness.clientID || id === own || typeof name !== "string") continue;
      const key = String(id ?? client);
      const person = people.get(key) ?? { id: key, name, color: String(color), clients: [] };
      person.clients.push(client);
      people.set(key, person);
    }
    return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  /** Is called whenever somebody comes, goes, moves or writes. */
  onMove(listener: () => void): void {
    this.listeners.add(listener);
  }

  /** When a person last did something; milliseconds since the epoch. */
  lastMoved({ clients }: Present): number {
    return Math.max(0, ...clients.map((client) => this.moved.get(client) ?? 0));
  }

  /**
   * Where a person writes: the caret that moved last, if there is one, or the closed section that it
   * is in.
   */
  caretOf({ clients }: Present): HTMLElement | null {
    const byTime = [...clients].sort((a, b) => (this.moved.get(b) ?? 0) - (this.moved.get(a) ?? 0));
    const caret = byTime.map(caretOf).find((caret) => caret !== null);
    return caret ? standIn(caret) : null;
  }

  private note(clients: number[]): void {
    const now = Date.now();
    for (const client of clients) this.moved.set(client, now);
    for (const listener of this.listeners) listener();
  }
}

/** The letters that stand for a name where there is no room for it. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""].map(
    (word) => [...(word ?? "")][0] ?? "",
  );
  return letters.join("").toUpperCase() || "?";
}
