/** Small parts that images and files are drawn of. */
import { icon } from "../menus/icons";

export function part(tag: string, className: string, ...content: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...content);
  return element;
}

/** A button with an icon that tells what it does. */
export function tool(label: string, symbol: string, run: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "media-tool";
  button.ariaLabel = label;
  button.title = label;
  button.append(icon(symbol));
  button.addEventListener("click", run);
  return button;
}

/** A button that says what it does. */
export function textButton(label: string, run: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-small";
  button.append(label);
  button.addEventListener("click", run);
  return button;
}

/** Pixels between what floats over the text and the edge of the window. */
const MARGIN = 8;

/** Shifts what floats over the text to where all of it is in the window. */
export function keepInWindow(element: HTMLElement): void {
  element.style.removeProperty("--shift");
  const { left, right } = element.getBoundingClientRect();
  const end = document.documentElement.clientWidth - MARGIN;
  const shift = left < MARGIN ? MARGIN - left : Math.min(end - right, 0);
  element.style.setProperty("--shift", `${shift}px`);
}

/** What of an element is not said by the node. */
const KEPT = new Set(["class", "draggable"]);

export function setAttributes(element: Element, attributes: Record<string, string>): void {
  for (const { name } of [...element.attributes]) {
    if (!(name in attributes) && !KEPT.has(name)) element.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
}
