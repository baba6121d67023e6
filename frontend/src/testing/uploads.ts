/** Uploads that never end, for what needs no answer. */
import { vi } from "vitest";

class SilentRequest extends EventTarget {
  readonly upload = new EventTarget();
  open() {}
  setRequestHeader() {}
  send() {}
  abort() {}
}

/** Has images and files sent to nobody. */
export function holdUploads(): void {
  vi.stubGlobal("XMLHttpRequest", SilentRequest);
  URL.createObjectURL = () => "blob:here/1";
  URL.revokeObjectURL = () => {};
}
