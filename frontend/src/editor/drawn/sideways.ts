/** Lets what is wider than the column be moved sideways, by keys as well. */

const widths = new ResizeObserver((entries) => {
  for (const { target } of entries) mark(target as HTMLElement);
});

/** Makes an element of the drawing, which has `name` and takes the focus as long as it is too wide. */
export function sideways(drawing: HTMLElement, name: string): HTMLElement {
  const element = document.createElement("span");
  element.className = "sideways";
  element.dataset.name = name;
  element.append(drawing);
  // Its keys move it; the text, which the cursor is in still, would take them for its own.
  element.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  });
  // A press on its scroll bar is none on what is drawn.
  element.addEventListener("mousedown", (event) => {
    const isOnBar = event.target === element && event.offsetY >= element.clientHeight;
    if (isOnBar) event.stopPropagation();
  });
  widths.observe(element);
  return element;
}

function mark(element: HTMLElement): void {
  const isWide = element.scrollWidth > element.clientWidth;
  if (isWide === element.hasAttribute("tabindex")) return;
  if (!isWide) {
    for (const name of ["tabindex", "role", "aria-label"]) element.removeAttribute(name);
    return;
  }
  element.tabIndex = 0;
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", element.dataset.name ?? "");
}
