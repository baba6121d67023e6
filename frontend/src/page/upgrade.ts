/** Has a page of an older release make room for the one that the server has now. */
import type { Facts } from "../collab/saveState";

const RELOADED = "collab:reloaded";
/** While two releases are being served, what comes may be the old page again. */
const PAUSE_MS = 60_000;
/** All who have a page open reload it after an upgrade, but not all at once. */
const SPREAD_MS = 2000;

/** Returns what to call whenever the facts have changed. */
export function watchUpgrade(reload: () => void): (facts: Facts) => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  return ({ outdated, connected, acknowledged, writable }) => {
    if (outdated && connected && (acknowledged || !writable)) {
      waiting ??= setTimeout(() => {
        sessionStorage.setItem(RELOADED, String(Date.now()));
        reload();
      }, pause());
    } else {
      clearTimeout(waiting);
      waiting = undefined;
    }
  };
}

function pause(): number {
  const last = Number(sessionStorage.getItem(RELOADED) ?? Number.NEGATIVE_INFINITY);
  return Math.max(0, last + PAUSE_MS - Date.now()) + SPREAD_MS * Math.random();
}
