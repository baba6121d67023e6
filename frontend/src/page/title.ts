/** The document's title, edited in place. */
import { csrfToken } from "../site/csrf";
import { element } from "./config";

const PAUSE_MS = 500;
const RETRY_MS = 4000;
const UNTITLED = "Untitled";

/**
 * Saves the title as it is written, again and again until the server has it.
 *
 * Returns what to call when somebody else has changed it.
 */
export function editTitle(url: string, focusText: () => void): (title: string) => void {
  const input = element("title") as HTMLInputElement;
  let stored = input.value;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isSaving = false;

  const save = async (): Promise<void> => {
    clearTimeout(timer);
    const title = input.value.trim();
    if (isSaving || title === stored.trim()) return;
    isSaving = true;
    const isStored = await post(url, title);
    isSaving = false;
    if (isStored) stored = title;
    if (input.value.trim() !== stored.trim()) timer = setTimeout(save, isStored ? 0 : RETRY_MS);
  };

  input.addEventListener("input", () => {
    showInTab(input.value);
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE_MS);
  });
  input.addEventListener("blur", save);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || !["Enter", "Escape", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    focusText();
  });
  window.addEventListener("online", save);
  window.addEventListener("beforeunload", save);

  return (title) => {
    const isUntouched = input.value.trim() === stored.trim();
    stored = title;
    if (!isUntouched) return;
    input.value = title;
    showInTab(title);
  };
}

function showInTab(title: string): void {
  document.title = `${title.trim() || UNTITLED} · Collab`;
}

async function post(url: string, title: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: "POST",
      keepalive: true,
      headers: { "X-CSRFToken": csrfToken() },
      body: new URLSearchParams({ title }),
    });
    return response.ok;
  } catch {
    return false;
  }
}
