/** Entry of the kept editor page: gives it what this browser knows of its document. */
import "../styles/editor/editor.css";
import { find, type Kept } from "./kept";
import { documentAt } from "./paths";

const id = documentAt(location.pathname);
const kept = id ? await find(id) : undefined;
// Forgotten a moment ago, in another tab: the server knows better what to say.
if (kept) await open(kept);
else location.reload();

async function open({ config }: Kept): Promise<void> {
  document.title = `${config.title.trim() || "Untitled"} · Collab`;
  const title = document.querySelector<HTMLInputElement>("#title");
  if (title) title.value = config.title;
  const text = document.querySelector<HTMLElement>("#text");
  if (text) text.dataset.title = config.title;
  const data = document.createElement("script");
  data.type = "application/json";
  data.id = "collab-config";
  data.textContent = JSON.stringify(config);
  document.body.append(data);
  await import("../editor");
}
