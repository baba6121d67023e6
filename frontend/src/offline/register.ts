/** Has the browser keep what Collab needs to open without a server, when it has nothing else to do. */

const REST_MS = 2000;

export function registerWorker(): void {
  if (!("serviceWorker" in navigator)) return;
  const register = () =>
    // A browser may refuse, as some do in private windows: then Collab needs its server.
    navigator.serviceWorker.register("/sw.js").catch(() => {});
  const rest = () => setTimeout(register, REST_MS);
  if (document.readyState === "complete") rest();
  else addEventListener("load", rest);
}
