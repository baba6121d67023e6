/** Tells a person that what they may do here has changed. */
import { type Facts, START } from "../collab/saveState";
import { showNotice } from "../site/notice";
import { element } from "./config";
import { tellOfLoss } from "./lost";
import type { Mode } from "./mode";

/** Returns what to call whenever the facts have changed; `mode` may keep from editing as well. */
export function watchAccess(start: boolean, mode: Mode, setEditable: (editable: boolean) => void) {
  let facts: Facts = { ...START, writable: start };
  const apply = () => {
    const mayEdit = facts.writable && !facts.banned && !facts.outdated;
    const editable = mayEdit && !mode.isViewing;
    document.body.classList.toggle("may-edit", mayEdit);
    document.body.classList.toggle("is-lost", facts.banned);
    document.body.classList.toggle("is-readonly", !editable);
    setEditable(editable);
    (element("title") as HTMLInputElement).readOnly = !editable;
  };
  mode.onChange(apply);
  apply();
  return (now: Facts): void => {
    const before = facts;
    facts = now;
    apply();
    if (now.banned && !before.banned) {
      void tellOfLoss(element("access-lost"));
      element("notice").hidden = true;
    } else if (now.writable !== before.writable) {
      showNotice(
        now.writable ? "You can edit this document now." : "You can only read this document now.",
      );
    }
  };
}
