const PAUSE_MS = 15_000;

/** Has `data-refresh` elements ask anew now and then, as long as the page can be seen. */
export function refreshWhileSeen(): void {
  const elements = document.querySelectorAll("[data-refresh]");
  if (elements.length === 0) return;
  const refresh = () => {
    if (document.visibilityState !== "visible") return;
    for (const element of elements) element.dispatchEvent(new Event("refresh"));
  };
  setInterval(refresh, PAUSE_MS);
  document.addEventListener("visibilitychange", refresh);
}
