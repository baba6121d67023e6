/** Sends the bytes of one upload. */
import { csrfToken } from "../../site/csrf";

/** What the server made of an upload; sizes in bytes and pixels. */
export interface Received {
  name: string;
  size: number;
  width: number | null;
  height: number | null;
}

/** The upload will not be taken, however often it is sent; the message says why. */
export class Refused extends Error {}

/** Something came in between; it can be sent again. */
export class Interrupted extends Error {}

const LATER = new Set([0, 408, 429, 502, 503, 504]);

export function send(
  address: string,
  content: Blob,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", address);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      onProgress(total > 0 ? loaded / total : 0);
    });
    request.addEventListener("load", () => {
      if (request.status === 200 || request.status === 201)
        resolve(JSON.parse(request.responseText));
      else reject(failure(request));
    });
    request.addEventListener("error", () => reject(new Interrupted("No connection.")));
    signal.addEventListener("abort", () => request.abort());
    request.send(content);
  });
}

function failure(request: XMLHttpRequest): Error {
  const isPlain = request.getResponseHeader("Content-Type")?.startsWith("text/plain") ?? false;
  const reason = isPlain ? request.responseText : reasonOf(request.status);
  return LATER.has(request.status) ? new Interrupted(reason) : new Refused(reason);
}

function reasonOf(status: number): string {
  if (status === 413) return "The file is too large.";
  if (status === 403 || status === 404) return "You may not add files to this document.";
  return "The server could not take the file.";
}
