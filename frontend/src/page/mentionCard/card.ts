/**
 * What is known of who or what is mentioned, beside the mention.
 *
 * It stays while the pointer is on either of them, or the focus in it, and goes with Escape.
 */
import "../../styles/editor/mentionCard.css";
import type { EditorView } from "@tiptap/pm/view";
import { float } from "../../editor/menus/place";
import type { Company } from "../company";
import { type About, type Action, aboutDocument, aboutPerson } from "./about";

/** For so long a pointer rests before it is meant. */
const REST_MS = 350;
/** For so long it may be on its way from the mention to the card. */
const GRACE_MS = 300;

export class MentionCard {
  private readonly element = document.createElement("div");
  private readonly sign = part("span", "");
  private readonly name = part("strong", "mention-card-name");
  private readonly note = part("span", "mention-card-note");
  private readonly place = part("span", "mention-card-action");
  private mention: HTMLElement | null = null;
  private about: About | null = null;
  private stop: (() => void) | null = null;
  private opening: ReturnType<typeof setTimeout> | undefined;
  private closing: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly view: EditorView,
    private readonly company: Company,
    private readonly me: string,
  ) {
    this.element.className = "mention-card";
    this.element.popover = "manual";
    this.element.role = "dialog";
    this.element.tabIndex = -1;
    const words = part("span", "mention-card-words");
    words.append(this.name, this.note);
    this.name.dir = "auto";
    this.element.append(this.sign, words, this.place);
    view.dom.after(this.element);
    this.listen();
  }

  /** Shows it when the pointer has rested. */
  showSoon(mention: HTMLElement): void {
    this.stay();
    if (mention === this.mention) return;
    clearTimeout(this.opening);
    this.opening = setTimeout(() => mention.matches(":hover") && this.show(mention), REST_MS);
    mention.addEventListener("pointerleave", this.leave, { once: true });
  }

  show(mention: HTMLElement): void {
    clearTimeout(this.opening);
    this.stay();
    if (mention === this.mention || !mention.isConnected) return;
    this.stop?.();
    this.mention = mention;
    const { dataset, textContent } = mention;
    this.about = dataset.document
      ? aboutDocument(dataset.document, textContent, this.render)
      : aboutPerson(dataset.person ?? "", textContent, this.company, this.me);
    this.render();
    this.element.showPopover();
    this.stop = float(mention, this.element, "bottom-start");
    mention.addEventListener("pointerleave", this.leave, { once: true });
  }

  /** Shows it, and leads into it by keys. */
  enter(mention: HTMLElement): void {
    this.show(mention);
    this.focus();
  }

  private hide(): void {
    clearTimeout(this.opening);
    this.stay();
    if (!this.mention) return;
    const hadFocus = this.element.contains(document.activeElement);
    this.mention = this.about = null;
    this.stop?.();
    this.stop = null;
    this.element.hidePopover();
    if (hadFocus) this.view.focus();
  }

  private stay(): void {
    clearTimeout(this.closing);
  }

  private readonly leave = (): void => {
    clearTimeout(this.opening);
    this.stay();
    this.closing = setTimeout(() => {
      const { mention, element } = this;
      const isHeld = [mention, element].some((one) => one?.matches(":hover, :focus-within"));
      if (!isHeld) this.hide();
      else if (mention?.matches(":hover"))
        mention.addEventListener("pointerleave", this.leave, { once: true });
    }, GRACE_MS);
  };

  private readonly render = (): void => {
    if (!this.about) return;
    const { name, sign, note, action } = this.about.now();
    this.element.ariaLabel = `About ${name}`;
    this.name.textContent = name;
    this.note.textContent = note;
    this.sign.replaceChildren(sign);
    if (action && this.place.firstElementChild?.textContent !== action.label) {
      this.place.replaceChildren(this.drawn(action, name));
      // Who came by keys waits for what can be done.
      if (document.activeElement === this.element) this.focus();
    } else if (!action) this.place.replaceChildren();
  };

  private focus(): void {
    (this.place.querySelector<HTMLElement>("a, button") ?? this.element).focus();
  }

  private drawn(action: Action, name: string): HTMLElement {
    const element = document.createElement(action.href ? "a" : "button");
    element.className = "button button-small";
    element.textContent = action.label;
    element.ariaLabel = `${action.label} ${name}`;
    if (element instanceof HTMLAnchorElement)
      Object.assign(element, { href: action.href, target: "_blank", rel: "noopener" });
    else element.type = "button";
    element.addEventListener("click", () => {
      action.run?.();
      this.hide();
    });
    return element;
  }

  private listen(): void {
    this.company.onMove(() => {
      // What somebody else writes draws the line anew, and another element stands for the mention.
      if (this.mention && !this.mention.isConnected) this.hide();
      else this.render();
    });
    this.element.addEventListener("pointerleave", this.leave);
    // One's own cursor stays in the text.
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
    for (const part of [this.element, this.view.dom]) part.addEventListener("focusout", this.leave);
    document.addEventListener("pointerdown", ({ target }) => {
      const isAbout = [this.mention, this.element].some((one) => one?.contains(target as Node));
      if (!isAbout) this.hide();
    });
    document.addEventListener("keydown", this.onKey, { capture: true });
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (!this.mention) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.hide();
    } else if (this.view.dom.contains(event.target as Node) && this.view.editable) {
      if (event.key !== "Alt" && event.key !== "Control" && event.key !== "Shift") this.hide();
    }
  };
}

function part(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}
