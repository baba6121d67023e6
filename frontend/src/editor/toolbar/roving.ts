/** The keyboard in the toolbar and its menus. */

/** One stop for Tab; the arrow keys, Home and End move inside; Escape leads back to the text. */
export function rove(toolbar: HTMLElement, leave: () => void): void {
  toolbar.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    const menu = target.closest<HTMLElement>("[popover]");
    if (event.key === "Escape" && !menu) return leave();
    const all = menu
      ? stops(menu)
      : stops(toolbar).filter((button) => !button.closest("[popover]"));
    const next = neighbour(all, target, menu ? movesIn(menu) : ALONG, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  toolbar.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement) || target.closest("[popover]")) return;
    for (const stop of stops(toolbar)) stop.tabIndex = stop === target ? 0 : -1;
  });
  for (const menu of toolbar.querySelectorAll<HTMLElement>("[popover]")) {
    menu.addEventListener("toggle", () => {
      if (!menu.matches(":popover-open")) return;
      const current = menu.querySelector<HTMLElement>('[aria-checked="true"]') ?? stops(menu)[0];
      current?.focus();
    });
  }
}

type Moves = Record<string, number>;

const ALONG: Moves = { ArrowLeft: -1, ArrowRight: 1 };

/** By how many items each arrow moves; a menu with columns moves across them as well. */
function movesIn({ dataset }: HTMLElement): Moves {
  const columns = Number(dataset.columns ?? 1);
  return { ...(columns > 1 && ALONG), ArrowUp: -columns, ArrowDown: columns };
}

function neighbour(all: HTMLElement[], from: HTMLElement, moves: Moves, key: string) {
  if (key === "Home") return all[0];
  if (key === "End") return all.at(-1);
  const by = moves[key];
  return by === undefined ? undefined : all.at((all.indexOf(from) + by) % all.length);
}

function stops(inside: Element): HTMLElement[] {
  const buttons = [...inside.querySelectorAll<HTMLElement>("button")];
  return buttons.filter((button) => button.checkVisibility());
}
