/** Puts work off, so that it does not stand in the way of keys. */

/** Returns what to call for `run` to be run so long after; calls meanwhile ask for the same run. */
export function later(run: () => void, ms: number): () => void {
  let isWaiting = false;
  // Not put off again by each call: while others write, there is no pause to wait for.
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      run();
    }, ms);
  };
}

/** Runs when the browser has nothing else to do; Safari, which cannot tell, is given a few moments. */
export function whenIdle(run: (deadline: IdleDeadline) => void): void {
  if ("requestIdleCallback" in window) {
    requestIdleCallback(run);
    return;
  }
  setTimeout(() => {
    const end = performance.now() + 8;
    run({ didTimeout: false, timeRemaining: () => end - performance.now() });
  });
}
