/** The panel behind the save state: what is known of the document's safety, on request. */
import { type Details, type Facts, LABELS, saveState } from "../collab/saveState";
import { ago } from "./ago";
import { element } from "./config";

/** What the panel says of each of its subjects; null: the subject does not concern this person. */
export interface Lines {
  saved: string | null;
  pending: string | null;
  connection: string;
  copy: string;
}

const REFRESH_MS = 1000;

/** Returns what to call whenever the facts have changed. */
export function bindSavePanel(details: () => Details, retry: () => void): (facts: Facts) => void {
  const panel = element("save-panel");
  const tryNow = element("save-retry");
  let facts: Facts | null = null;
  let refreshing: ReturnType<typeof setInterval> | undefined;

  const render = () => {
    if (facts) fill(panel, facts, details());
  };
  panel.addEventListener("beforetoggle", (event) => {
    clearInterval(refreshing);
    refreshing = undefined;
    if ((event as ToggleEvent).newState !== "open") return;
    render();
    refreshing = setInterval(render, REFRESH_MS);
  });
  tryNow.addEventListener("click", retry);

  return (now) => {
    facts = now;
    if (refreshing !== undefined) render();
  };
}

/** Every line follows from what this page knows; what it cannot know is said to be unknown. */
export function linesOf(facts: Facts, details: Details, now = Date.now()): Lines {
  return {
    saved: facts.writable ? saved(details, now) : null,
    pending: facts.writable ? pending(facts, details, now) : null,
    connection: connection(facts, details, now),
    copy: COPIES[details.copy],
  };
}

const COPIES: Record<Details["copy"], string> = {
  opening: "Being read…",
  current: "Has everything on this page",
  writing: "Takes in the latest changes…",
  full: "None: there is no room left on this device",
  refused: "None: the browser does not allow it",
  removed: "Removed",
};

function saved({ savedAt, pending: { count } }: Details, now: number): string {
  if (savedAt !== null) return capital(ago(savedAt, now));
  return count > 0 ? "Not since you opened it" : "You changed nothing so far";
}

function pending({ acknowledged, opened }: Facts, { pending }: Details, now: number): string {
  const { count, since } = pending;
  if (acknowledged) return "Nothing";
  if (since === null) return opened ? "Being compared with the server" : "Not known yet";
  return `${count} ${count === 1 ? "change" : "changes"}, the first ${ago(since, now)}`;
}

function connection(facts: Facts, { retryAt, isOverHttp }: Details, now: number): string {
  if (facts.banned) return "Closed";
  if (facts.connected) return isOverHttp ? "Connected over HTTP" : "Connected";
  const reason = facts.unavailable ? "The server is not ready. " : "";
  const seconds = retryAt === null ? 0 : Math.ceil((retryAt - now) / 1000);
  return `${reason}${seconds > 0 ? `Trying again in ${seconds} s` : "Connecting…"}`;
}

function fill(panel: HTMLElement, facts: Facts, details: Details): void {
  const [title = "", more = ""] = LABELS[saveState(facts)].split(/:\s*/);
  say("save-panel-title", title);
  say("save-panel-more", sentence(more));
  for (const [subject, line] of Object.entries(linesOf(facts, details))) {
    say(`save-panel-${subject}`, line ?? "");
    const row = element(`save-panel-${subject}`).parentElement;
    if (row) row.hidden = line === null;
  }
  panel.dataset.state = saveState(facts);
  showRetry(panel, !facts.connected && !facts.banned);
}

/** What has the focus is not taken away from under a person's hands without another place for it. */
function showRetry(panel: HTMLElement, isWanted: boolean): void {
  const tryNow = element("save-retry");
  if (!isWanted && document.activeElement === tryNow) panel.focus();
  tryNow.hidden = !isWanted;
}

function sentence(text: string): string {
  return text && `${capital(text)}.`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** A text that stays the same is not written again: that would end its selection. */
function say(id: string, text: string): void {
  const place = element(id);
  if (place.textContent !== text) place.textContent = text;
}
