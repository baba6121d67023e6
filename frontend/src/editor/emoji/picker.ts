/** All emoji there are, by their groups, to be looked through, searched and chosen. */
import "../../styles/editor/emoji.css";
import type { Editor } from "@tiptap/core";
import { followWords } from "../toolbar/beside";
import { EMOJI, type Emoji, findEmoji, GROUPS } from "./data";
import { insertEmoji } from "./insert";
import { lastTone, recent, remember, rememberTone } from "./remembered";
import { isTone, TONE_NAMES, TONES, toned } from "./tones";

const MOST_FOUND = 120;
/** So many on either side, the lines above and below surely are. */
const NEAR = 24;

/** Makes the picker beside the text; returns what opens it. */
export function makePicker(editor: Editor): () => void {
  const picker = new Picker(editor);
  return () => picker.open();
}

class Picker {
  private readonly element = document.createElement("div");
  private readonly search = document.createElement("input");
  private readonly tones = document.createElement("select");
  private readonly groups = document.createElement("div");
  private readonly list = document.createElement("div");
  private readonly foot = document.createElement("p");
  private readonly place: () => void;
  private readonly known = new Map<Element, Emoji>();
  private active: HTMLElement | null = null;

  constructor(private readonly editor: Editor) {
    this.build();
    editor.view.dom.after(this.element);
    this.place = followWords(this.element, editor, () => editor.state.selection);
    this.search.addEventListener("input", () => this.render());
    this.tones.addEventListener("change", () => this.chooseTone());
    this.element.addEventListener("keydown", (event) => this.onKey(event));
    this.list.addEventListener("mousemove", ({ target }) => this.activate(optionAt(target)));
    this.list.addEventListener("click", ({ target }) => this.choose(optionAt(target)));
    this.list.addEventListener("scroll", () => this.markGroup(), { passive: true });
    this.groups.addEventListener("click", ({ target }) => this.show(target));
  }

  open(): void {
    this.search.value = "";
    this.tones.value = lastTone();
    this.render();
    this.element.showPopover();
    this.place();
    this.markGroup();
    // The menu that asked gives the focus back to the text first.
    requestAnimationFrame(() => this.takeFocus());
  }

  /** Keys move from the search; for fingers the keyboard that comes with it would cover half of all. */
  private takeFocus(): void {
    const isTouched = matchMedia("(pointer: coarse)").matches;
    (isTouched ? this.element : this.search).focus();
  }

  private build(): void {
    const { element, search, tones, groups, list, foot } = this;
    present(element, "emoji-picker", "dialog", "Emoji");
    element.popover = "auto";
    element.tabIndex = -1;
    present(search, "input", "combobox", "Search emoji");
    search.type = "text";
    search.placeholder = "Search emoji";
    search.ariaExpanded = "true";
    search.autocomplete = "off";
    search.setAttribute("aria-controls", "emoji-list");
    tones.className = "emoji-tones";
    tones.ariaLabel = "Skin tone";
    tones.title = "Skin tone";
    for (const tone of TONES) tones.append(new Option(toned("✋", tone), tone));
    for (const [i, option] of [...tones.options].entries()) {
      option.ariaLabel = TONE_NAMES[TONES[i] ?? ""];
    }
    present(groups, "emoji-groups", "group", "Groups");
    for (const { name, sign } of GROUPS) groups.append(tabOf(name, sign));
    present(list, "emoji-list", "listbox", "Emoji");
    list.id = "emoji-list";
    foot.className = "emoji-foot";
    foot.role = "status";
    const head = document.createElement("div");
    head.className = "emoji-head";
    head.append(search, tones);
    element.append(head, groups, list, foot);
  }

  private render(): void {
    const query = this.search.value.trim();
    this.known.clear();
    this.groups.hidden = query !== "";
    const sections = query ? [["Found", findEmoji(query, MOST_FOUND)] as const] : all();
    this.list.replaceChildren(
      ...sections
        .filter(([, found]) => found.length > 0)
        .map(([name, found]) => this.section(name, found)),
    );
    this.list.scrollTop = 0;
    this.activate(this.options()[0] ?? null);
    if (!this.active) this.say("No emoji is called that.", true);
  }

  /** Screen readers tell by themselves which one is marked. */
  private say(words: string, isNews: boolean): void {
    this.foot.ariaLive = isNews ? "polite" : "off";
    this.foot.textContent = words;
  }

  private section(name: string, found: readonly Emoji[]): HTMLElement {
    const section = document.createElement("div");
    present(section, "emoji-section", "group", name);
    section.append(...found.map((emoji) => this.option(emoji)));
    return section;
  }

  private option(emoji: Emoji): HTMLElement {
    const option = document.createElement("span");
    option.role = "option";
    option.id = `emoji-${this.known.size}`;
    option.ariaLabel = emoji.label;
    option.ariaSelected = "false";
    option.textContent = this.signOf(emoji);
    this.known.set(option, emoji);
    return option;
  }

  private signOf({ sign, hasTones }: Emoji): string {
    const tone = this.tones.value;
    return hasTones && isTone(tone) ? toned(sign, tone) : sign;
  }

  private chooseTone(): void {
    if (isTone(this.tones.value)) rememberTone(this.tones.value);
    for (const [option, emoji] of this.known) option.textContent = this.signOf(emoji);
    this.describe();
    this.takeFocus();
  }

  private options(): HTMLElement[] {
    return [...this.known.keys()] as HTMLElement[];
  }

  private activate(option: HTMLElement | null): void {
    if (option === this.active && option?.isConnected) return;
    if (this.active) this.active.ariaSelected = "false";
    this.active = option;
    this.search.setAttribute("aria-activedescendant", option?.id ?? "");
    if (option) option.ariaSelected = "true";
    this.describe();
  }

  private describe(): void {
    const emoji = this.active && this.known.get(this.active);
    if (!emoji) return;
    const code = emoji.code ? ` :${emoji.code}:` : "";
    this.say(`${this.active?.textContent} ${emoji.label}${code}`, false);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "Escape") this.close();
    else if (event.target === this.tones || event.target instanceof HTMLButtonElement) return;
    else if (event.key === "Enter") this.choose(this.active);
    else if (!this.step(event.key)) return;
    event.preventDefault();
  }

  /** Left and right to the next one, up and down to what stands there. */
  private step(key: string): boolean {
    const options = this.options();
    const at = this.active ? options.indexOf(this.active) : -1;
    const ahead = getComputedStyle(this.list).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    let next: HTMLElement | undefined;
    if (key === "ArrowLeft" || key === "ArrowRight") next = options[at + (key === ahead ? 1 : -1)];
    else if (key === "ArrowDown") next = beside(options.slice(at + 1, at + NEAR), this.active);
    else if (key === "ArrowUp")
      next = beside(options.slice(Math.max(0, at - NEAR), at).reverse(), this.active);
    else return false;
    if (next) {
      this.activate(next);
      next.scrollIntoView({ block: "nearest" });
    }
    return true;
  }

  private show(target: EventTarget | null): void {
    const name = target instanceof Element && target.closest("button")?.ariaLabel;
    const section = name && this.list.querySelector(`[aria-label="${name}"]`);
    if (!section) return;
    section.scrollIntoView({ block: "start" });
    this.activate(section.querySelector<HTMLElement>("[role=option]"));
    this.takeFocus();
  }

  /** Says which group is looked at: the one in the middle, since heights out of view are a guess. */
  private markGroup(): void {
    const middle = this.list.scrollTop + this.list.clientHeight / 2;
    const sections = [...this.list.querySelectorAll<HTMLElement>("[role=group]")];
    const current = sections.findLast((section) => section.offsetTop <= middle)?.ariaLabel;
    for (const tab of this.groups.children) {
      tab.ariaCurrent = tab.ariaLabel === current ? "true" : null;
    }
  }

  private choose(option: HTMLElement | null): void {
    const sign = option?.textContent;
    if (!sign) return;
    remember(sign);
    this.close();
    const { state, view } = this.editor;
    insertEmoji(sign)(state, view.dispatch, view);
  }

  private close(): void {
    this.element.hidePopover();
    this.editor.view.focus();
  }
}

/** What there is, what was chosen lately first. */
function all(): (readonly [string, readonly Emoji[]])[] {
  const lately = recent().map((sign) => EMOJI.find((emoji) => emoji.sign === sign) ?? plain(sign));
  const groups = GROUPS.map(
    ({ name, group }) => [name, EMOJI.filter((emoji) => emoji.group === group)] as const,
  );
  return [["Recently used", lately], ...groups];
}

/** One that was chosen in a shade, which it keeps. */
function plain(sign: string): Emoji {
  const bare = sign.replace(/[🏻-🏿]/u, "");
  const same = EMOJI.find((emoji) => emoji.sign.replaceAll("\ufe0f", "") === bare);
  return { sign, label: same?.label ?? sign, code: null, words: "", group: 0, hasTones: false };
}

/** Says what an element looks like, what it is and what it is called. */
function present(element: HTMLElement, className: string, role: string, name: string): void {
  Object.assign(element, { className, role, ariaLabel: name });
}

function tabOf(name: string, sign: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.ariaLabel = name;
  button.title = name;
  button.textContent = sign;
  return button;
}

function optionAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[role=option]") : null;
}

/** The first of these that stands in another line, and there the one nearest. */
function beside(options: readonly HTMLElement[], active: HTMLElement | null) {
  if (!active) return options[0];
  const { top, left } = active.getBoundingClientRect();
  const line = options
    .map((option) => option.getBoundingClientRect())
    .find((box) => box.top !== top);
  const distance = (option: HTMLElement) => Math.abs(option.getBoundingClientRect().left - left);
  return options
    .filter((option) => option.getBoundingClientRect().top === line?.top)
    .sort((a, b) => distance(a) - distance(b))[0];
}
