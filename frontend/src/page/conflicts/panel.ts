/** Says of each place that one and others have changed what either wrote, and lets one choose. */
import type { Conflict } from "../../editor/conflicts/find";
import { icon } from "../../editor/menus/icons";

export interface PanelActions {
  go: (step: 1 | -1) => void;
  /** Has the place be as this side has made it. */
  use: (side: "mine" | "theirs") => void;
  /** Leaves the place as it is. */
  keep: () => void;
  dismiss: () => void;
}

export class Panel {
  readonly element = document.createElement("section");
  private readonly title = document.createElement("p");
  private readonly count = document.createElement("span");
  private readonly steps: HTMLElement[];
  private readonly details = document.createElement("div");

  constructor(private readonly actions: PanelActions) {
    const { element, title, count } = this;
    element.className = "conflicts";
    element.ariaLabel = "Changed by you and by others";
    title.className = "conflicts-title";
    count.className = "conflicts-count";
    this.steps = [
      tool("arrow-up", "Previous place", () => actions.go(-1)),
      tool("arrow-down", "Next place", () => actions.go(1)),
    ];
    const head = document.createElement("div");
    head.className = "conflicts-head";
    const tools = document.createElement("div");
    tools.className = "conflicts-tools";
    tools.append(count, ...this.steps, tool("x", "Dismiss", actions.dismiss));
    head.append(icon("git-compare"), title, tools);
    this.details.className = "conflicts-details";
    element.append(head, this.details);
    element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") actions.dismiss();
    });
  }

  /** @param who names those others, as far as they are known */
  show(conflicts: readonly Conflict[], current: Conflict | null, who: string): void {
    const number = conflicts.length;
    this.title.textContent = summary(number);
    this.count.textContent = current ? `${conflicts.indexOf(current) + 1} of ${number}` : "";
    for (const step of this.steps) step.hidden = number < 2 && current !== null;
    this.details.hidden = current === null;
    this.details.replaceChildren(...(current ? this.linesFor(current, who) : []));
  }

  focus(): void {
    this.details.querySelector<HTMLElement>("button")?.focus();
  }

  private linesFor({ mine, theirs, was, made }: Conflict, who: string): HTMLElement[] {
    const lines = document.createElement("dl");
    const verb = made ? "made it" : "wrote";
    if (was) lines.append(line("Before", was));
    lines.append(line(`You ${verb}`, mine), line(`${who} ${verb}`, theirs));
    const choices = document.createElement("div");
    choices.className = "conflicts-choices";
    choices.append(
      choice(mine ? "Use mine" : "Remove it", () => this.actions.use("mine")),
      choice(theirs ? "Use theirs" : "Remove it", () => this.actions.use("theirs")),
      choice("Keep as it is", this.actions.keep),
    );
    return [lines, choices];
  }
}

export function summary(number: number): string {
  const places = number === 1 ? "1 place was" : `${number} places were`;
  return `While you were offline, ${places} changed by you and by others`;
}

function line(name: string, words: string): HTMLElement {
  const row = document.createElement("div");
  const term = document.createElement("dt");
  const value = document.createElement("dd");
  term.textContent = name;
  value.textContent = words.trim() || "Nothing: removed";
  value.classList.toggle("is-nothing", words.trim() === "");
  value.dir = "auto";
  row.append(term, value);
  return row;
}

function choice(label: string, onClick: () => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-small";
  button.textContent = label;
  button.addEventListener("click", onClick);
  return button;
}

function tool(symbol: string, label: string, onClick: () => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "icon-button";
  button.ariaLabel = button.title = label;
  button.append(icon(symbol));
  button.addEventListener("click", onClick);
  return button;
}
