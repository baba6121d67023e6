/** Has this browser remember the open document, so that it can be opened without a server. */
import type { Facts } from "../collab/saveState";
import type { Config } from "../page/config";
import type { TitleEditing } from "../page/title";
import { find, forget, remember } from "./kept";

export interface Keeper {
  /** The document can be shown, so it is here. */
  opened: () => void;
  /** Is to be called whenever the facts have changed. */
  onFacts: (facts: Facts) => void;
}

/**
 * @param isChanged says whether something was changed here that the server has not acknowledged
 */
export function keepDocument(
  config: Config,
  title: TitleEditing,
  isChanged: () => boolean,
): Keeper {
  let isOpen = false;
  let unsent = false;
  let lastFacts: Facts | null = null;
  let work: Promise<unknown> = Promise.resolve();

  // One after the other; a browser that stores nothing does not keep anything either.
  const then = (next: () => Promise<unknown>) => {
    work = work.then(next).catch(() => {});
  };
  const keep = () => {
    const kept = {
      id: config.documentId,
      config: { ...config, title: title.shown() },
      openedAt: Date.now(),
      unsent,
      unsentTitle: title.unsent(),
    };
    then(() => remember(kept));
  };
  const drop = () => {
    isOpen = false;
    then(async () => {
      const kept = await find(config.documentId);
      // What only this browser holds stays its author's.
      if (kept && !kept.unsent) await forget(kept);
    });
  };
  const mark = (now: boolean) => {
    if (now === unsent) return;
    unsent = now;
    keep();
    // Only now does it matter; before, some browsers would ask a person who wonders why.
    if (unsent) void navigator.storage?.persist?.();
  };

  const tab = document.querySelector("title");
  if (tab) new MutationObserver(() => isOpen && keep()).observe(tab, { childList: true });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || !isOpen) return;
    unsent ||= isChanged();
    keep();
  });

  return {
    opened: () => {
      isOpen = true;
      then(async () => {
        const kept = await find(config.documentId);
        unsent ||= kept?.unsent === true && !lastFacts?.acknowledged;
        if (kept?.unsentTitle) title.resume(kept.unsentTitle);
      });
      then(async () => keep());
    },
    onFacts: (facts) => {
      lastFacts = facts;
      if (!isOpen) return;
      if (facts.banned) drop();
      else if (facts.acknowledged) mark(false);
      else if (!facts.connected && isChanged()) mark(true);
    },
  };
}
