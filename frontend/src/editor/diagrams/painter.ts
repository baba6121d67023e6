/** Draws diagrams with Mermaid, inside of the frame that the page has opened for it (frame.ts). */
import mermaid from "mermaid";
import { explain } from "./explain";
import { type Answer, MAX_LENGTH, type Order, READY } from "./messages";
import { COLORS, CSS, FONT } from "./theme";

declare const self: Window & { order: { port: MessagePort; letters: ArrayBuffer } };

/** Lines between boxes; with more of them, finding their ways takes minutes. */
const MAX_EDGES = 400;

/** What the text of a diagram may not change by directives of its own. */
const SECURE = ["secure", "securityLevel", "startOnLoad", "maxTextSize", "maxEdges", "htmlLabels"];

/** Pixels between words along an axis. */
const GAP = 8;

let face = "";
let count = 0;

async function start({ port, letters }: typeof self.order): Promise<void> {
  document.fonts.add(await new FontFace("Inter", letters, { weight: "100 900" }).load());
  face = faceOf(letters);
  port.onmessage = async ({ data }: MessageEvent<Order>) => port.postMessage(await draw(data));
  port.postMessage(READY);
}

async function draw({ source, isDark }: Order): Promise<Answer> {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    secure: SECURE,
    suppressErrorRendering: true,
    maxTextSize: MAX_LENGTH,
    maxEdges: MAX_EDGES,
    htmlLabels: false,
    layout: "dagre",
    look: "classic",
    theme: "base",
    themeVariables: COLORS[isDark ? "dark" : "light"],
    themeCSS: CSS,
    fontFamily: FONT,
    gantt: { useWidth: 720, fontSize: 12, sectionFontSize: 12 },
    journey: { titleFontFamily: FONT, taskFontFamily: FONT, titleFontSize: "16px" },
  });
  try {
    const { svg } = await mermaid.render(`diagram-${++count}`, source);
    return pictureOf(svg);
  } catch (error) {
    return { error: explain(error, source) };
  } finally {
    document.body.replaceChildren();
  }
}

/** The drawing as a file by itself: with its size and its letters. */
function pictureOf(html: string): Answer {
  document.body.innerHTML = html;
  const svg = document.body.querySelector("svg");
  const { width = 0, height = 0 } = svg?.viewBox.baseVal ?? {};
  if (!svg || width <= 0 || height <= 0) return { error: "There is nothing to draw." };
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(height));
  svg.style.maxWidth = "";
  thinOut(svg.querySelectorAll(".grid .tick text"));
  const style = document.createElementNS(svg.namespaceURI, "style");
  style.textContent = face;
  svg.prepend(style);
  return { svg: new XMLSerializer().serializeToString(svg), width, height };
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

function faceOf(letters: ArrayBuffer): string {
  let bytes = "";
  for (const byte of new Uint8Array(letters)) bytes += String.fromCharCode(byte);
  const url = `data:font/woff2;base64,${btoa(bytes)}`;
  return `@font-face { font-family: Inter; font-weight: 100 900; src: url("${url}") }`;
}

void start(self.order);
