/** Quill: items with their kind and level, code by lines, alignment as a class. */
import { all, rename } from "./dom";

export function tidyQuill(root: Element): void {
  for (const item of all(root, "li[data-list], li[class*=ql-indent]")) readItem(item);
  for (const lines of all(root, ".ql-code-block-container")) {
    const code = rename(lines, "pre");
    code.dataset.language = code.querySelector<HTMLElement>("[data-language]")?.dataset.language;
  }
  for (const element of all(root, "[class*=ql-align-]")) {
    const [, align = ""] = /ql-align-(\w+)/.exec(element.className) ?? [];
    element.setAttribute("align", align);
  }
}

function readItem(item: HTMLElement): void {
  const { list } = item.dataset;
  const [, indent = "0"] = /\bql-indent-(\d)/.exec(item.className) ?? [];
  item.dataset.indent = indent;
  if (list === "checked" || list === "unchecked") item.dataset.checked = String(list === "checked");
  else if (list) item.dataset.kind = list;
}
