/** Draws diagrams with Mermaid, inside of the frame that the page has opened for it (frame.ts). */
import mermaid from "mermaid";
import { explain } from "./explain";
import { finish } from "./finish";
import { type Answer, MAX_LENGTH, type Order, READY, SLOW } from "./messages";
import { allow, isOver, watch } from "./patience";
import { COLORS, cssOf, FONT, SIZES } from "./theme";

declare const self: Window & { order: { port: MessagePort; letters: ArrayBuffer } };

/** Lines between boxes; with more of them, finding their ways takes minutes. */
const MAX_EDGES = 400;

/** Less than the page waits (frame.ts): where it shares a thread with the frame it stands still meanwhile. */
const DRAW_MS = 3_000;

/** What the text of a diagram may not change by directives of its own. */
const SECURE = ["secure", "securityLevel", "startOnLoad", "maxTextSize", "maxEdges", "htmlLabels"];

let face = "";
let count = 0;

async function start({ port, letters }: typeof self.order): Promise<void> {
  document.fonts.add(await new FontFace("Inter", letters, { weight: "100 900" }).load());
  face = faceOf(letters);
  watch();
  port.onmessage = async ({ data }: MessageEvent<Order>) => port.postMessage(await draw(data));
  port.postMessage(READY);
}

async function draw({ source, isDark }: Order): Promise<Answer> {
  const look = isDark ? "dark" : "light";
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
    themeVariables: COLORS[look],
    themeCSS: cssOf(look),
    fontFamily: FONT,
    ...SIZES,
  });
  allow(DRAW_MS);
  try {
    const { svg } = await mermaid.render(`diagram-${++count}`, source);
    return pictureOf(svg);
  } catch (error) {
    return isOver() ? SLOW : { error: explain(error, source) };
  } finally {
    allow(Number.POSITIVE_INFINITY);
    document.body.replaceChildren();
  }
}

/** The drawing as a file by itself: with its size and its letters. */
function pictureOf(html: string): Answer {
  document.body.innerHTML = html;
  const svg = document.body.querySelector("svg");
  if (!svg || svg.viewBox.baseVal.width <= 0 || svg.viewBox.baseVal.height <= 0) {
    return { error: "There is nothing to draw." };
  }
  const size = finish(svg);
  const style = document.createElementNS(svg.namespaceURI, "style");
  style.textContent = face;
  svg.prepend(style);
  return { svg: new XMLSerializer().serializeToString(svg), ...size };
}

function faceOf(letters: ArrayBuffer): string {
  let bytes = "";
  for (const byte of new Uint8Array(letters)) bytes += String.fromCharCode(byte);
  const url = `data:font/woff2;base64,${btoa(bytes)}`;
  return `@font-face { font-family: Inter; font-weight: 100 900; src: url("${url}") }`;
}

void start(self.order);
