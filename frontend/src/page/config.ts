/** What the server tells the page about the document and its reader. */
import type { Person } from "../collab/session";
import type { FileLimit } from "../editor/media/refusals";

export interface Config {
  documentId: string;
  title: string;
  role: "view" | "edit" | "own";
  socketPath: string;
  user: Person;
  /** Name of the IndexedDB database: this person's copy of this document. */
  cacheKey: string;
  /** Absent in what a browser kept of earlier releases. */
  fileLimit?: FileLimit;
  urls: { title: string; share: string; list: string; name: string; mentions: string };
}

export function readConfig(): Config {
  return JSON.parse(element("collab-config").textContent ?? "");
}

export function socketUrl(path: string): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${path}`;
}

/** The element that the template promises. */
export function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no #${id} on the page`);
  return found;
}
