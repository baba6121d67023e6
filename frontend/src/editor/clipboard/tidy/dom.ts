/** Small steps on the tree of what is pasted. */

export function all(root: Element, selector: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(selector)];
}

export function removeAll(root: Element, selector: string): void {
  for (const element of all(root, selector)) element.remove();
}

/** Puts an element of another name in the place of `element`, with the same attributes and children. */
export function rename(element: Element, tag: string): HTMLElement {
  const renamed = element.ownerDocument.createElement(tag);
  for (const { name, value } of element.attributes) renamed.setAttribute(name, value);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

/** Puts a list of this one item in the element's place; runs of such lists read as one. */
export function asItem(element: Element, tag: "ol" | "ul", indent: number): HTMLElement {
  const list = element.ownerDocument.createElement(tag);
  list.dataset.indent = String(indent);
  element.replaceWith(list);
  list.append(element);
  return rename(element, "li");
}

/** Cuts the text that `pattern` finds off the front of what is shown in the element; returns it. */
export function cutPrefix(element: Element, pattern: RegExp): RegExpExecArray | null {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    if (text.data.trim() === "") continue;
    const match = pattern.exec(text.data);
    if (match) text.data = text.data.slice(match.index + match[0].length);
    return match;
  }
  return null;
}
