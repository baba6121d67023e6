/** Entry of the page that stands in for all others without a server: what this device has. */
import "../styles/offline.css";
import { all, lastList } from "./kept";
import { documentAt } from "./paths";

const RETRY_MS = 5000;

const element = (id: string) => document.getElementById(id) as HTMLElement;

const kept = (await all()).map(({ id, config: { title } }) => ({ id, title }));
const ids = new Set(kept.map(({ id }) => id));
const missing = ((await lastList())?.documents ?? []).filter(({ id }) => !ids.has(id));

const id = documentAt(location.pathname);
if (id) {
  element("offline-title").textContent = "This document is not on this device";
  const title = missing.find((listed) => listed.id === id)?.title;
  const name = title === undefined ? "It" : `“${title}”`;
  element("offline-more").textContent =
    `${name} opens as soon as the server can be reached again. Documents that you have opened here ` +
    "are on this device and can be edited meanwhile.";
}
element("offline-kept").replaceChildren(
  ...kept.map(({ id, title }) => {
    const link = document.createElement("a");
    link.href = `/d/${id}/`;
    return row(link, title);
  }),
);
element("offline-missing").replaceChildren(
  ...missing.map(({ title }) => row(document.createElement("span"), title)),
);
element("offline-none").hidden = kept.length > 0;
element("offline-kept-part").hidden = kept.length === 0;
element("offline-missing-part").hidden = missing.length === 0;
element("main").setAttribute("aria-busy", "false");

element("offline-retry").addEventListener("click", () => location.reload());
addEventListener("online", () => void goOn());
setInterval(() => document.visibilityState === "visible" && void goOn(), RETRY_MS);

/** Gives the page to the server when it is back. */
async function goOn(): Promise<void> {
  const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => null);
  if (answer?.ok) location.reload();
}

function row(title: HTMLElement, words: string): HTMLElement {
  const template = element("offline-row") as HTMLTemplateElement;
  const item = template.content.cloneNode(true) as DocumentFragment;
  const name = document.createElement("span");
  name.className = "row-name";
  name.textContent = words || "Untitled";
  title.className = "row-title";
  title.append(name);
  const li = item.firstElementChild as HTMLElement;
  li.append(title);
  return li;
}
