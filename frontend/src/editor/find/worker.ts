/** Searches away from the page, where an expression that does not come to an end can be stopped. */
import { type Found, type Request, SearchError, search } from "./query";

export type Answer = { found: Found[][] } | { complaint: string };

self.addEventListener("message", ({ data }: MessageEvent<Request>) => {
  self.postMessage(answer(data));
});
// The page counts the time from here, not from when the worker was asked for.
self.postMessage("ready");

function answer(request: Request): Answer {
  try {
    return { found: search(request) };
  } catch (error) {
    if (error instanceof SearchError) return { complaint: error.message };
    throw error;
  }
}
