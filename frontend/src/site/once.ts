/** Keeps a double click from sending a form twice, and making two documents. */
export function sendFormsOnce(): void {
  let sent = new WeakSet<EventTarget>();
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    // htmx sends its own, and holds the second back itself.
    if (form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (sent.has(form)) event.preventDefault();
    sent.add(form);
  });
  // Back from the next page, the same form may be wanted again.
  addEventListener("pageshow", () => {
    sent = new WeakSet();
  });
}
