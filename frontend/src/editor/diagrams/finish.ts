/** Mends in a drawing of Mermaid's what its settings cannot. */

/** Pixels around what is drawn. */
const MARGIN = 8;

/** So far outside of the drawing's frame, in pixels, words are looked for that stand out of it. */
const REACH = 100;

/** Pixels between words along an axis. */
const GAP = 8;

/** Below this ratio words cannot be told from their ground. */
const LEAST_CONTRAST = 3;

/** Labels that Mermaid leaves at the start of their boxes, unlike those of other diagrams. */
const UNCENTRED = ":is(.statediagram-state, .mindmap-node) > .label > g > text";

/** Finishes a drawing, which is shown already; returns its size, in pixels. */
export function finish(svg: SVGSVGElement): { width: number; height: number } {
  centre(svg.querySelectorAll(UNCENTRED));
  for (const box of svg.querySelectorAll(".node, .cluster")) showWords(box);
  thinOut(svg.querySelectorAll(".grid .tick text"));
  // In flows of quantities words would lie below the flows.
  const names = svg.querySelector(".node-labels");
  names?.parentNode?.append(names);
  return frame(svg);
}

/** Puts the lines of labels in the middle of their boxes, which is where these have their origin. */
function centre(labels: Iterable<SVGTextElement>): void {
  for (const text of labels) {
    const label = text.closest<SVGGElement>(".label");
    const left = label?.transform.baseVal.consolidate()?.matrix.e ?? 0;
    for (const line of text.querySelectorAll(".row")) {
      line.setAttribute("x", String(-left));
      line.setAttribute("text-anchor", "middle");
    }
  }
}

/** Leaves out words along an axis that would run into those before them. */
function thinOut(words: Iterable<Element>): void {
  let end = Number.NEGATIVE_INFINITY;
  for (const word of words) {
    const { left, right } = word.getBoundingClientRect();
    if (left < end + GAP) word.remove();
    else end = right;
  }
}

/** Makes words black or white that the colour which somebody chose for their box would swallow. */
function showWords(box: Element): void {
  const shape = box.querySelector(":scope > .label-container, :scope > rect");
  const ground = colorOf(
    shape?.matches("g") ? shape.querySelector("[fill]:not([fill=none])") : shape,
  );
  if (!ground) return;
  for (const words of box.querySelectorAll<SVGElement>(":is(.label, .cluster-label) text")) {
    const ink = colorOf(words);
    if (!ink || contrast(ink, ground) >= LEAST_CONTRAST) continue;
    const isDark = contrast([0, 0, 0], ground) > contrast([255, 255, 255], ground);
    for (const part of [words, ...words.querySelectorAll<SVGElement>("tspan")]) {
      part.style.setProperty("fill", isDark ? "#000" : "#fff", "important");
    }
  }
}

/** Red, green and blue, 0 to 255; null of what can be seen through. */
function colorOf(element: Element | null | undefined): number[] | null {
  if (!element) return null;
  const [, numbers] = /^rgb\(([\d., ]+)\)$/.exec(getComputedStyle(element).fill) ?? [];
  return numbers?.split(",").map(Number) ?? null;
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: number[], other: number[]): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: number[]): number {
  const [red = 0, green = 0, blue = 0] = color
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Frames what is drawn: without the room that some diagrams leave, with the words that others cut. */
function frame(svg: SVGSVGElement): { width: number; height: number } {
  const given = svg.viewBox.baseVal;
  for (const line of svg.querySelectorAll<SVGGraphicsElement>(".today line")) {
    const { x } = line.getBBox();
    if (x < given.x || x > given.x + given.width) line.remove();
  }
  const drawn = svg.getBBox();
  const left = Math.max(drawn.x, given.x - REACH) - MARGIN;
  const top = Math.max(drawn.y, given.y - REACH) - MARGIN;
  const right = Math.min(drawn.x + drawn.width, given.x + given.width + REACH) + MARGIN;
  const bottom = Math.min(drawn.y + drawn.height, given.y + given.height + REACH) + MARGIN;
  const [width, height] = [right - left, bottom - top];
  svg.setAttribute("viewBox", `${left} ${top} ${width} ${height}`);
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(height));
  svg.style.maxWidth = "";
  return { width, height };
}
