/** The page's menu: what can be done besides writing. */
import { element } from "./config";

/** Runs the action that an entry's `data-action` names, when the menu is gone. */
export function bindMenu(actions: Record<string, () => void>): void {
  const menu = element("page-menu");
  menu.addEventListener("click", ({ target }) => {
    const entry = (target as Element).closest<HTMLElement>("[data-action]");
    if (!entry) return;
    menu.hidePopover();
    actions[entry.dataset.action ?? ""]?.();
  });
  menu.addEventListener("toggle", () => {
    if (menu.matches(":popover-open")) entriesOf(menu)[0]?.focus();
  });
  menu.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const entries = entriesOf(menu);
    const index = entries.indexOf(event.target as HTMLElement);
    entries.at((index + step) % entries.length)?.focus();
  });
}

function entriesOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>(".menu-item")];
}
