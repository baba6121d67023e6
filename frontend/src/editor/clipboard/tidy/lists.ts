/** Lists of other editors: levels and ticks in attributes, classes or the words themselves. */
import { all, cutPrefix, rename } from "./dom";

export function readLists(root: Element): void {
  for (const item of all(root, "li")) {
    readLevel(item);
    readTick(item);
  }
  for (const task of all(root, "[data-task-state]")) {
    rename(task, "li").dataset.checked = String(task.dataset.taskState === "DONE");
  }
}

/** Etherpad keeps items flat, with their level in the list's class. */
function readLevel(item: HTMLElement): void {
  const [, level] = /\blist-\w+?(\d+)/.exec(item.parentElement?.className ?? "") ?? [];
  if (level) item.dataset.indent = String(Number(level) - 1);
}

/** Ticks that are a class (Outline, Confluence, Notion's pages) or, with Notion, words. */
function readTick(item: HTMLElement): void {
  const isTask = item.matches(
    ".checkbox_list > *, .inline-task-list > *, .task-list-item, [data-type=checkbox_item]",
  );
  if (isTask && !item.querySelector(":scope > input, :scope > :is(p, label) > input")) {
    item.dataset.checked ??= String(item.classList.contains("checked"));
  }
  const box = item.querySelector(":scope > .checkbox-on, :scope > .checkbox-off");
  if (box) item.dataset.checked = String(box.classList.contains("checkbox-on"));
  box?.remove();
  const tick = cutPrefix(item, /^\s*\[([ xX])\]\s+/);
  if (tick) item.dataset.checked = String(tick[1] !== " ");
}
