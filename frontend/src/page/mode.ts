/** Viewing or editing: whoever may edit can keep themselves from doing so by accident. */
import { announce } from "./announce";
import { element } from "./config";
import { isMod } from "./macKeys";

const KEY = "collab:viewing";

/** Documents; the one that was switched longest ago is edited again. */
const LIMIT = 200;

export class Mode {
  private readonly button = element("mode-button");
  private readonly listeners = new Set<() => void>();

  /** `name` stands for this person and this document, in this browser. */
  constructor(private readonly name: string) {
    this.button.addEventListener("click", this.toggle);
    document.addEventListener("keydown", (event) => {
      const isMine = event.code === "KeyE" && isMod(event) && event.altKey && event.shiftKey;
      if (!isMine || !document.body.classList.contains("may-edit")) return;
      event.preventDefault();
      this.toggle();
    });
    this.render();
  }

  get isViewing(): boolean {
    return read().includes(this.name);
  }

  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  readonly toggle = (): void => {
    const others = read().filter((name) => name !== this.name);
    const names = this.isViewing ? others : [...others, this.name];
    localStorage.setItem(KEY, JSON.stringify(names.slice(-LIMIT)));
    this.render();
    for (const listener of this.listeners) listener();
    announce(this.isViewing ? "Viewing: the text cannot be changed." : "Editing.");
  };

  private render(): void {
    const name = this.isViewing ? "Viewing" : "Editing";
    document.body.classList.toggle("is-viewing", this.isViewing);
    this.button.setAttribute("aria-label", `Mode: ${name}`);
    const label = this.button.querySelector("[data-mode]");
    if (label) label.textContent = name;
  }
}

function read(): string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((name) => typeof name === "string") : [];
  } catch {
    return [];
  }
}
