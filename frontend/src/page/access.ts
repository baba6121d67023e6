/** Tells a person that what they may do here has changed. */
import type { Facts } from "../collab/saveState";
import { showNotice } from "../site/notice";
import { element } from "./config";

/** Returns what to call whenever the facts have changed. */
export function watchAccess(start: boolean, setEditable: (editable: boolean) => void) {
  let wasWritable = start;
  let wasBanned = false;
  return ({ writable, banned, outdated }: Facts): void => {
    const editable = writable && !banned && !outdated;
    document.body.classList.toggle("is-readonly", !editable);
    setEditable(editable);
    (element("title") as HTMLInputElement).readOnly = !editable;
    if (banned && !wasBanned) {
      element("access-lost").hidden = false;
      element("notice").hidden = true;
    } else if (writable !== wasWritable) {
      showNotice(
        writable ? "You can edit this document now." : "You can only read this document now.",
      );
    }
    wasWritable = writable;
    wasBanned = banned;
  };
}
