/** What the page says about the document's safety, derived from facts alone. */

export interface Facts {
  /** Whether the connection to the document is open and authenticated. */
  connected: boolean;
  /** Whether there is reason to believe in the network: the browser's word, and no failed attempt. */
  online: boolean;
  /** Whether the server has acknowledged, as stored, everything that this replica holds. */
  acknowledged: boolean;
  /** Whether that has been so once since the page was opened. */
  opened: boolean;
  /** Whether something was changed here that the server has not acknowledged. */
  changed: boolean;
  /** Whether this browser's own storage holds every change made here. */
  kept: boolean;
  /** Whether this person may write. */
  writable: boolean;
  /** Whether this person may no longer see the document. */
  banned: boolean;
  /** Whether the server was reached, but could not serve the document. */
  unavailable: boolean;
  /** Whether a change has waited too long for the server to say that it is stored. */
  overdue: boolean;
  /** Whether there is more in the document than this page knows, which is of an older release. */
  outdated: boolean;
  /** Whether the server has refused to store something that this person was allowed to write. */
  refused: boolean;
}

/** What is known besides, for those who ask. Times are in milliseconds since the epoch. */
export interface Details {
  /** When the server last acknowledged all that was changed here; null: nothing was, so far. */
  savedAt: number | null;
  /** How many changes made here are not acknowledged, and since when there are any. */
  pending: { count: number; since: number | null };
  /** When the next attempt to connect begins; null: there is one, or none will be made. */
  retryAt: number | null;
  /** Whether the connection goes over plain HTTP, since no WebSocket could be had. */
  isOverHttp: boolean;
  copy: Copy;
}

/** What has become of the document in this browser's own storage. */
export type Copy = "opening" | "current" | "writing" | "full" | "refused" | "removed";

export type SaveState =
  | "connecting"
  | "saved"
  | "saving"
  | "unsaved"
  | "reconnecting"
  | "offline"
  | "unkept"
  | "readonly"
  | "refused"
  | "outdated"
  | "banned";

export const LABELS: Record<SaveState, string> = {
  connecting: "Connecting…",
  saved: "Saved",
  saving: "Saving…",
  unsaved: "Not saved: trying again. Keep this page open",
  reconnecting: "Reconnecting…",
  offline: "Offline: your changes are kept in this browser",
  unkept: "Not saved: offline, and this browser keeps no copy. Keep this page open",
  readonly: "Read only",
  refused: "Not saved: the server refused a change. Reload the page",
  outdated: "Collab has been updated: this page reloads once your changes are saved",
  banned: "You no longer have access",
};

/** At the start nothing is known, and nothing has been changed. */
export const START: Facts = {
  connected: false,
  online: true,
  acknowledged: false,
  opened: false,
  changed: false,
  kept: true,
  writable: true,
  banned: false,
  unavailable: false,
  overdue: false,
  outdated: false,
  refused: false,
};

/** The save state that the facts amount to. `saved` is said of what is acknowledged only. */
export function saveState(facts: Facts): SaveState {
  if (facts.banned) return "banned";
  if (facts.outdated && !facts.refused) return "outdated";
  if (!facts.writable) return facts.connected || !facts.opened ? "readonly" : "reconnecting";
  if (facts.refused) return "refused";
  if (facts.connected && facts.acknowledged) return "saved";
  if (!facts.online) return facts.kept ? "offline" : "unkept";
  if (!facts.opened) return "connecting";
  if (facts.overdue) return "unsaved";
  return facts.connected || facts.unavailable ? "saving" : "reconnecting";
}

/** Whether closing the page now would lose something. */
export function wouldLose(facts: Facts): boolean {
  return !facts.kept && facts.changed;
}
