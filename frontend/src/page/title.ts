/** The document's title, edited in place. */
import { csrfToken } from "../site/csrf";
import { element } from "./config";

const PAUSE_MS = 500;
const RETRY_MS = 4000;
const UNTITLED = "Untitled";

/** A title that the server has not got, and the one that its writer had before them. */
export interface UnsentTitle {
  title: string;
  was: string;
}

export interface TitleEditing {
  /** Is to be called with the title that the server has. */
  hear: (title: string) => void;
  /** What the page shows. */
  shown: () => string;
  /** What was written here and has not been saved. */
  unsent: () => UnsentTitle | undefined;
  /** Goes on with what was written before the page was left. */
  resume: (unsent: UnsentTitle) => void;
}

/** What came of sending a title: the server has it, or another one, or has not answered. */
type Outcome = "saved" | "failed" | { theirs: string };

/**
 * Saves the title as it is written, again and again until the server has it.
 *
 * When somebody else has given it another one meanwhile, the person is asked which one is meant.
 */
export function editTitle(url: string, focusText: () => void): TitleEditing {
  const input = element("title") as HTMLInputElement;
  /** What one's own words are written in place of. */
  let stored = input.value;
  let heard = stored;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isSaving = false;
  let isAsking = false;

  const isUntouched = () => input.value.trim() === stored.trim();
  const show = (title: string) => {
    heard = stored = title;
    input.value = title;
    showInTab(title);
  };
  const save = async (): Promise<void> => {
    clearTimeout(timer);
    if (isSaving || isAsking) return;
    if (isUntouched()) {
      if (heard !== stored) show(heard);
      return;
    }
    const title = input.value.trim();
    isSaving = true;
    const outcome = await post(url, { title, was: stored });
    isSaving = false;
    if (typeof outcome === "object") return ask(outcome.theirs);
    if (outcome === "saved") heard = stored = title;
    if (!isUntouched()) timer = setTimeout(save, outcome === "saved" ? 0 : RETRY_MS);
  };
  const ask = async (theirs: string): Promise<void> => {
    heard = theirs;
    isAsking = true;
    const asking = import("./titleConflict");
    const answer = await asking.then(
      ({ askForTitle }) => askForTitle(input, theirs || UNTITLED),
      () => null,
    );
    isAsking = false;
    // The line is bad again: the question comes with the next answer of the server.
    if (answer === null) timer = setTimeout(save, RETRY_MS);
    else if (answer === "mine") stored = theirs;
    else show(heard);
    if (answer) await save();
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

  return {
    hear: (title) => {
      heard = title;
      // Over one's own words nothing is written; the server finds out when they are saved.
      if (isUntouched()) show(title);
    },
    shown: () => input.value,
    unsent: () => (isUntouched() ? undefined : { title: input.value, was: stored }),
    resume: ({ title, was }) => {
      if (!isUntouched() || input.readOnly) return;
      input.value = title;
      stored = was;
      showInTab(title);
      void save();
    },
  };
}

function showInTab(title: string): void {
  document.title = `${title.trim() || UNTITLED} · Collab`;
}

async function post(url: string, fields: UnsentTitle): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method: "POST",
      keepalive: true,
      headers: { "X-CSRFToken": csrfToken() },
      body: new URLSearchParams({ ...fields }),
    });
    if (response.status === 409) return { theirs: (await response.json()).title };
    return response.ok ? "saved" : "failed";
  } catch {
    return "failed";
  }
}
