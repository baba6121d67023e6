/** Follows a person: the view goes where they write, until one does something oneself. */

import { openSection } from "../editor/sections/writers";
import { later } from "../editor/view/later";
import { announce } from "./announce";
import type { Company, Present } from "./company";
import { element } from "./config";
import { bringIntoView } from "./intoView";
import type { Following } from "./people";

/** How often the view may move: a person's eyes must be able to come along. */
const PAUSE_MS = 250;

/** What a person does to scroll, type or click. */
const OWN_ACTIONS = ["wheel", "touchmove", "keydown", "pointerdown", "beforeinput"] as const;

const MODIFIERS = ["Shift", "Control", "Alt", "Meta", "CapsLock", "Fn"];

export function followPeople(company: Company): Following {
  return new Follower(company);
}

class Follower implements Following {
  private followed: Present | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly company: Company) {
    company.onMove(this.look);
    for (const action of OWN_ACTIONS) {
      document.addEventListener(action, this.onOwnAction, { capture: true, passive: true });
    }
    // What is far away has its real height only when it has been scrolled to.
    document.addEventListener("scrollend", this.look);
    element("follow-stop").addEventListener("click", () => this.stop());
  }

  get person(): string | null {
    return this.followed?.id ?? null;
  }

  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  readonly toggle = (person: Present): void => {
    if (this.person === person.id) this.stop();
    else this.start(person);
  };

  private start(person: Present): void {
    this.followed = person;
    const frame = element("follow");
    frame.style.setProperty("--person", person.color);
    frame.hidden = false;
    announce(`Following ${person.name}. Press Escape to stop.`);
    this.tell();
    this.catchUp();
  }

  private stop(): void {
    if (!this.followed) return;
    announce(`No longer following ${this.followed.name}.`);
    this.followed = null;
    element("follow").hidden = true;
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  private readonly look = later(() => this.catchUp(), PAUSE_MS);

  private catchUp(): void {
    if (!this.followed) return;
    const { id, name } = this.followed;
    const person = this.company.others.find((other) => other.id === id);
    if (!person) {
      this.stop();
      return;
    }
    this.followed = person;
    const caret = this.company.caretOf(person);
    if (caret && openSection(caret)) {
      this.catchUp();
      return;
    }
    element("follow-name").textContent = caret ? `Following ${name}` : `${name} is not in the text`;
    if (caret) bringIntoView(caret);
  }

  private readonly onOwnAction = (event: Event): void => {
    if (!this.followed) return;
    const isEscape = event instanceof KeyboardEvent && event.key === "Escape";
    const isModifier = event instanceof KeyboardEvent && MODIFIERS.includes(event.key);
    const target = event.target instanceof Element ? event.target : null;
    const isAboutFollowing = target?.closest("#people, #follow") && event.type !== "wheel";
    if (isEscape || !(isModifier || isAboutFollowing)) this.stop();
  };
}
