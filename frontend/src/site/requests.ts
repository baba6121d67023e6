/** What our pages add to htmx: the CSRF token, and a word when a request fails. */
import type { HtmxEventMap } from "htmx.org";
import { csrfToken } from "./csrf";
import { showNotice } from "./notice";

function on<Name extends keyof HtmxEventMap>(
  name: Name,
  handle: (event: CustomEvent<HtmxEventMap[Name]>) => void,
): void {
  document.addEventListener(name, (event) => handle(event as CustomEvent<HtmxEventMap[Name]>));
}

/** What a page asks by itself may fail without a word: nobody waits for it. */
function isUnasked({ target }: Event): boolean {
  return target instanceof HTMLElement && "refresh" in target.dataset;
}

export function watchRequests(): void {
  on("htmx:config:request", ({ detail }) => {
    detail.ctx.request.headers["X-CSRFToken"] = csrfToken();
  });
  on("htmx:response:error", (event) => {
    if (isUnasked(event)) return;
    showNotice("That did not work. Reload the page and try again.");
  });
  on("htmx:error", (event) => {
    if (isUnasked(event)) return;
    showNotice("The server cannot be reached. Try again in a moment.");
  });
  on("htmx:before:swap", (event) => {
    // A whole page where a fragment was expected: the person is signed out.
    if (event.detail.ctx.text?.trimStart().toLowerCase().startsWith("<!doctype")) {
      event.preventDefault();
      location.reload();
    }
  });
}
