/** Diagrams as pictures. Loaded with the first of them. */
import "../../styles/editor/diagrams.css";
import { Holder, type Memory } from "../drawn/holder";
import type { Outcome } from "../drawn/outcome";
import { sideways } from "../drawn/sideways";
import { Frame } from "./frame";
import { MAX_LENGTH, type Order } from "./messages";
import { nameOf } from "./names";
import { whenNear } from "./near";

/** So many drawings are remembered. */
const MAX_KNOWN = 100;
/** While somebody types, nothing is drawn. */
const PAUSE_MS = 250;
/** When what draws could not be had, it is asked for again. */
const AGAIN_MS = 10_000;
/** Smaller than so much of its size a drawing cannot be read. */
const LEAST_SCALE = 0.7;

/** Tells whether somebody who asked for a drawing still wants it. */
type Asker = () => boolean;

type Known = { url: string; width: number; height: number } | { error: string };

const dark = matchMedia("(prefers-color-scheme: dark)");
const frame = new Frame();
const known = new Map<string, Known>();
/** Those that are being made, with all who have asked for them. */
const begun = new Map<string, { askers: Asker[]; answer: Promise<Known | null> }>();

const onOther: (() => void)[] = [];
let isForPaper = false;

/** Which colours things are drawn in now. */
export function look(): string {
  return dark.matches && !isForPaper ? "dark" : "light";
}

/** Runs when they change. */
export function onLook(run: () => void): void {
  dark.addEventListener("change", run);
  onOther.push(run);
}

/** Has everything drawn for white paper, or for the screen again. */
export function drawForPaper(isPaper: boolean): void {
  isForPaper = isPaper;
  for (const run of onOther) run();
}

/** A diagram in which nobody writes, drawn when it comes near the view; until then, the last one. */
export function closedDiagram(source: string, memory: Memory): HTMLElement {
  const holder = new Holder("drawn-diagram", drawDiagram, memory);
  const show = async () => {
    const isDone = await holder.show(source);
    if (!isDone && holder.element.isConnected) setTimeout(show, AGAIN_MS);
  };
  if (known.has(keyOf(source))) void show();
  else whenNear(holder.element, show);
  return holder.element;
}

/** A diagram that is being written: drawn when whoever writes it pauses. */
export async function drawInPause(
  source: string,
  isWanted: () => boolean,
): Promise<Outcome | null> {
  const isKnown = known.has(keyOf(source));
  if (!isKnown) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  return isKnown || isWanted() ? drawDiagram(source, isWanted) : null;
}

async function drawDiagram(source: string, isWanted: () => boolean): Promise<Outcome | null> {
  if (source.length > MAX_LENGTH) return { error: "This is too long to draw." };
  const key = keyOf(source);
  const answer = known.get(key) ?? (await ask(key, source, isWanted));
  if (!answer) return null;
  keep(key, answer);
  return outcomeOf(source, answer);
}

/** Has a diagram drawn once, however many ask for it. */
function ask(key: string, source: string, isWanted: Asker): Promise<Known | null> {
  const others = begun.get(key);
  others?.askers.push(isWanted);
  if (others) return others.answer;
  const askers = [isWanted];
  const order = { source, isDark: look() === "dark" };
  const answer = drawFor(askers, key, order);
  begun.set(key, { askers, answer });
  return answer;
}

async function drawFor(askers: Asker[], key: string, order: Order): Promise<Known | null> {
  const end = () => {
    if (begun.get(key)?.askers === askers) begun.delete(key);
  };
  const isWanted = () => {
    const isAnybody = askers.some((asker) => asker());
    // Whoever asks from now on would be told what those are told who have gone.
    if (!isAnybody) end();
    return isAnybody;
  };
  // All who ask in the same moment are heard.
  await Promise.resolve();
  return draw(order, isWanted).finally(end);
}

async function draw(order: Order, isWanted: () => boolean): Promise<Known | null> {
  const answer = await frame.draw(order, isWanted);
  if (!answer || "error" in answer) return answer;
  const { svg, width, height } = answer;
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  return { url, width, height };
}

function keyOf(source: string): string {
  return `${look()}\n${source}`;
}

function keep(key: string, answer: Known): void {
  known.set(key, answer);
  const [oldest] = known;
  if (known.size <= MAX_KNOWN || !oldest) return;
  known.delete(oldest[0]);
  // What is shown of it stays.
  if ("url" in oldest[1]) URL.revokeObjectURL(oldest[1].url);
}

function outcomeOf(source: string, answer: Known): Outcome {
  if ("error" in answer) return answer;
  // As a picture an SVG runs nothing and fetches nothing, whatever is in it.
  const image = new Image(answer.width, answer.height);
  image.src = answer.url;
  image.alt = nameOf(source);
  image.draggable = false;
  image.dataset.look = look();
  image.style.setProperty("--least-width", `${answer.width * LEAST_SCALE}px`);
  return { drawing: sideways(image, image.alt) };
}
