/** What a mention's card says of a person, and of a document. */
import { icon } from "../../editor/menus/icons";
import { openSection } from "../../editor/sections/writers";
import { ago } from "../ago";
import { type Company, initials, type Present } from "../company";
import { bringIntoView } from "../intoView";

export interface Facts {
  name: string;
  sign: Node;
  note: string;
  action: Action | null;
}

export interface Action {
  label: string;
  href?: string;
  run?: () => void;
}

export interface About {
  /** What is known at this moment. */
  now: () => Facts;
}

export function aboutPerson(id: string, words: string, company: Company, me: string): About {
  const called = words.replace(/^@/, "");
  return {
    now: () => {
      const person = company.others.find((other) => other.id === id);
      const name = person?.name ?? called;
      const caret = person && company.caretOf(person);
      const there = caret ? "Here now" : "Here now, but not in the text";
      return {
        name,
        sign: avatar(name, person?.color),
        note: id === me ? "This is you" : person ? there : "Not here now",
        action: caret ? { label: "Go to", run: () => goTo(company, person) } : null,
      };
    },
  };
}

/** @param onNews is called when the server has answered */
export function aboutDocument(id: string, words: string, onNews: () => void): About {
  const href = `/d/${id}/`;
  let facts = { name: words, note: "Looking it up…", isHere: false };
  void lookUp(id).then((found) => {
    facts = { ...facts, ...found };
    onNews();
  });
  return {
    now: () => ({
      name: facts.name,
      sign: icon("file-text"),
      note: facts.note,
      action: facts.isHere ? { label: "Open", href } : null,
    }),
  };
}

async function lookUp(id: string) {
  try {
    const answer = await fetch(`/api/documents/${id}`);
    if (answer.status === 404) return { note: "There is no such document, or it is not for you" };
    const { title, edited_at } = await answer.json();
    const note = `Edited ${ago(Date.parse(edited_at))}`;
    return { name: title || "Untitled", note, isHere: true };
  } catch {
    return { note: "It cannot be looked up now" };
  }
}

function avatar(name: string, color: string | undefined): Element {
  const element = document.createElement("span");
  element.className = color ? "avatar person" : "avatar";
  element.textContent = initials(name);
  element.ariaHidden = "true";
  if (color) element.style.setProperty("--person", color);
  return element;
}

/** To where the person writes, also when that is in a section that is closed here. */
function goTo(company: Company, person: Present): void {
  const caret = company.caretOf(person);
  if (!caret) return;
  if (openSection(caret)) goTo(company, person);
  else bringIntoView(caret);
}
