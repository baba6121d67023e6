/** The bar in which one looks for words, and replaces them. */
import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import { later } from "../view/later";
import { reveal } from "../view/scrolling";
import { Finder, type Match } from "./finder";
import { hideMatches, indexFrom, showMatches } from "./highlight";
import { escaped, SearchError } from "./query";
import { replaceMatches } from "./replace";

/** After a change of the document; while somebody types, the count need not run along. */
const PAUSE_MS = 150;
const MAX_SEED = 200;
const TRIES = 5;

/** Keys that, with Alt, press the bar's switches; by place, since on Macs Alt writes signs. */
const TOGGLES: Record<string, string> = { KeyC: "case", KeyW: "word", KeyR: "regex" };

const numbers = new Intl.NumberFormat("en");

export class FindBar {
  private readonly finder = new Finder();
  private readonly field: HTMLInputElement;
  private readonly replacement: HTMLInputElement;
  private readonly count: HTMLElement;
  private readonly complaint: HTMLElement;
  private readonly refreshSoon: () => void;
  private matches: Match[] = [];
  /** The document that the matches are of. */
  private doc: Node | null = null;
  /** From where on the first match is sought while the query is being written. */
  private origin = 0;
  private frame = 0;
  /** What replacing came to; said until something else is looked for. */
  private outcome = "";

  constructor(
    private readonly form: HTMLFormElement,
    private readonly editor: Editor,
  ) {
    this.field = this.control("query");
    this.replacement = this.control("replacement");
    this.count = this.control("count");
    this.complaint = this.control("complaint");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("keydown", (event) => this.onKey(event));
    form.addEventListener("click", ({ target }) => {
      const button = (target as Element).closest<HTMLElement>("button");
      if (button) this.press(button);
    });
    this.field.addEventListener("input", () => this.search());
    this.refreshSoon = later(() => void this.refresh(), PAUSE_MS);
    editor.on("update", () => this.isOpen && this.refreshSoon());
    editor.on("selectionUpdate", () => this.isOpen && this.show());
    for (const name of ["scroll", "resize"]) {
      window.addEventListener(name, () => this.isOpen && this.showSoon(), { passive: true });
    }
  }

  get isOpen(): boolean {
    return !this.form.hidden;
  }

  /** Whether the field for what is looked for has the focus. */
  get isFocused(): boolean {
    return document.activeElement === this.field;
  }

  open(toReplace: boolean): void {
    const { from, to } = this.editor.state.selection;
    this.form.hidden = false;
    if (toReplace && this.editor.isEditable) this.showReplacement(true);
    this.origin = from;
    const selected = to - from <= MAX_SEED ? this.editor.state.doc.textBetween(from, to, "\n") : "";
    if (selected && !selected.includes("\n")) {
      this.field.value = this.isOn("regex") ? escaped(selected) : selected;
    }
    this.field.focus();
    this.field.select();
    this.search();
  }

  close(): void {
    this.form.hidden = true;
    hideMatches();
    this.editor.view.focus();
  }

  /** Goes to the next match from the selection on, or to the one before. */
  go(direction: 1 | -1): void {
    void this.refresh(() => {
      const index = indexFrom(this.matches, this.editor.state.selection.from);
      const step = direction < 0 ? -1 : Number(this.isSelected(this.matches[index]));
      this.select(this.matches.at((index + step) % this.matches.length));
    });
  }

  private search(): void {
    this.finder.setQuery({
      text: this.field.value,
      matchCase: this.isOn("case"),
      wholeWord: this.isOn("word"),
      isRegex: this.isOn("regex"),
    });
    void this.refresh(() => this.selectFrom(this.origin));
  }

  private async refresh(then?: () => void): Promise<void> {
    if (!this.isOpen) return;
    const { doc } = this.editor.state;
    try {
      if (!(await this.finder.look(doc))) return;
      this.complain("");
    } catch (error) {
      this.explain(error);
    }
    if (!this.isOpen || this.editor.isDestroyed) return;
    // While it took its time, somebody has written.
    if (this.editor.state.doc !== doc) this.refreshSoon();
    this.read();
    then?.();
    this.show();
  }

  private read(): void {
    this.doc = this.editor.state.doc;
    this.matches = this.finder.matches(this.doc);
  }

  /** Selects the first match from a position on, else the first of all. */
  private selectFrom(pos: number): void {
    this.select(this.matches[indexFrom(this.matches, pos)] ?? this.matches[0]);
  }

  private select(match: Match | undefined): void {
    this.outcome = "";
    if (!match) return;
    const { state, view } = this.editor;
    const { from, to } = match;
    view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from, to)));
    this.origin = from;
    reveal(view, from);
  }

  private async replace(all: boolean): Promise<void> {
    for (let tries = TRIES; tries > 0 && this.editor.isEditable; tries--) {
      const { doc } = this.editor.state;
      const found = await this.finder
        .replacements(doc, this.replacement.value)
        .catch((error) => this.explain(error));
      if (!found) return;
      // Somebody has written meanwhile: what was found stands elsewhere now.
      if (this.editor.state.doc !== doc) continue;
      if (all) this.replaceAll(found);
      else this.replaceOne(found);
      return;
    }
  }

  private replaceOne(found: Match[]): void {
    const match = found.find((one) => this.isSelected(one));
    if (!match) {
      this.go(1);
      return;
    }
    replaceMatches(this.editor.view, [match]);
    const behind = match.from + (match.replacement?.length ?? 0);
    void this.refresh(() => this.selectFrom(behind));
  }

  private replaceAll(found: Match[]): void {
    replaceMatches(this.editor.view, found);
    this.outcome = `${numbers.format(found.length)} replaced`;
    void this.refresh();
  }

  private isSelected(match: Match | undefined): boolean {
    const { from, to } = this.editor.state.selection;
    return match?.from === from && match.to === to;
  }

  private show(): void {
    // What was found no longer stands there; it is about to be looked for again.
    if (this.doc !== this.editor.state.doc) return;
    const index = indexFrom(this.matches, this.editor.state.selection.from);
    const current = this.isSelected(this.matches[index]) ? index : -1;
    const isSilent = !this.field.value || !this.complaint.hidden;
    const outcome = this.outcome || countText(this.matches.length, current);
    this.count.textContent = isSilent ? "" : outcome;
    showMatches(this.editor.view, this.matches, this.matches[current]);
  }

  private showSoon(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.show());
  }

  private onKey(event: KeyboardEvent): void {
    const { key, shiftKey, altKey, target, isComposing } = event;
    if (isComposing) return;
    const toggle = altKey && TOGGLES[event.code];
    if (key === "Escape") this.close();
    else if (toggle) this.press(this.control(toggle));
    else if (key === "Enter" && target === this.field) this.go(shiftKey ? -1 : 1);
    else if (key === "Enter" && target === this.replacement) void this.replace(altKey);
    else return;
    event.preventDefault();
  }

  private press(button: HTMLElement): void {
    const name = button.dataset.find ?? "";
    if (name === "next") this.go(1);
    else if (name === "previous") this.go(-1);
    else if (name === "replace") void this.replace(false);
    else if (name === "replace-all") void this.replace(true);
    else if (name === "close") this.close();
    else if (name === "more") this.showReplacement(button.ariaExpanded !== "true");
    else {
      button.ariaPressed = String(button.ariaPressed !== "true");
      this.search();
    }
  }

  private showReplacement(isShown: boolean): void {
    this.control("more").ariaExpanded = String(isShown);
    this.control("replace-row").hidden = !isShown;
  }

  private explain(error: unknown): null {
    if (!(error instanceof SearchError)) throw error;
    this.complain(error.message);
    return null;
  }

  private complain(text: string): void {
    this.complaint.textContent = text;
    this.complaint.hidden = text === "";
    this.field.ariaInvalid = String(text !== "");
  }

  private isOn(name: string): boolean {
    return this.control(name).ariaPressed === "true";
  }

  private control<Type extends HTMLElement>(name: string): Type {
    const found = this.form.querySelector<Type>(`[data-find="${name}"]`);
    if (!found) throw new Error(`nothing named ${name} in the find bar`);
    return found;
  }
}

function countText(total: number, current: number): string {
  if (total === 0) return "No results";
  const all = numbers.format(total);
  return current < 0 ? `${all} found` : `${numbers.format(current + 1)} of ${all}`;
}
