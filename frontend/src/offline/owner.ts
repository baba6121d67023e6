/** Keeps this browser's copies with the person whose they are. */

import { forgetOthers, type List, rememberList } from "./kept";
import { documentAt } from "./paths";

/** Forgets what others than the person of this page have kept here, and notes what they can open. */
export async function tidyKept(): Promise<void> {
  const person = document.querySelector<HTMLMetaElement>('meta[name="person"]')?.content;
  // The kept pages are nobody's.
  if (person === undefined) return;
  try {
    await forgetOthers(person);
    const list = location.pathname === "/" ? document.getElementById("documents") : null;
    if (person && list) await rememberList({ person, documents: listedIn(list) });
  } catch {
    // A browser that stores nothing has nothing to tidy.
  }
}

function listedIn(list: HTMLElement): List["documents"] {
  return [...list.querySelectorAll<HTMLAnchorElement>("a.row-title")].flatMap((row) => {
    const id = documentAt(new URL(row.href).pathname);
    const title = row.querySelector(".row-name")?.textContent ?? "";
    return id ? [{ id, title }] : [];
  });
}
