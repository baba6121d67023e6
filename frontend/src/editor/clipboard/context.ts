/** What an element says of the blocks inside it. */
import { type Alignment, type Kind, TONES, type Tone } from "../schema/kinds";
import type { Language } from "../schema/languages";
import { names } from "./elements";
import { styled } from "./styles";

export interface Context {
  kind: Kind;
  indent: number;
  level?: number;
  checked?: boolean;
  align?: Alignment;
  tone?: Tone;
  language?: Language | null;
  /** The kind of the list whose items are expected here. */
  list?: Kind;
  /** Whether line breaks in the text are shown as such. */
  keepsLines?: boolean;
  /** Formatting elements that are open here, outermost first. */
  wrappers: HTMLElement[];
}

const CELLS = names("TABLE TD TH TR");

export function contextInside(element: HTMLElement, context: Context): Context {
  const indent = Number(element.dataset.indent ?? context.indent);
  const inner: Context = {
    ...context,
    indent,
    align: alignmentOf(element) ?? context.align,
    keepsLines: keepsLines(element, context),
  };
  switch (element.tagName) {
    case "UL":
    case "OL": {
      const nested = context.list !== undefined && element.dataset.indent === undefined;
      const kind = element.dataset.kind === "task" ? "task" : undefined;
      const list = kind ?? (element.tagName === "OL" ? "ordered" : "bullet");
      return { ...inner, indent: nested ? indent + 1 : indent, list };
    }
    case "LI":
      return itemContext(element, inner);
    case "DETAILS":
      return { kind: "paragraph", indent: indent + 1, wrappers: context.wrappers };
    case "SUMMARY":
      return { ...inner, kind: "toggle", indent: indent - 1 };
    case "BLOCKQUOTE":
      return { ...inner, ...quoteContext(element) };
    case "PRE":
      return { ...inner, kind: "code", wrappers: [] };
    default: {
      const heading = /^H([1-6])$/.exec(element.tagName);
      // What looks like a heading in a summary is still what opens and closes its section.
      return heading && context.kind !== "toggle"
        ? { ...inner, kind: "heading", level: Math.min(Number(heading[1]), 4) }
        : inner;
    }
  }
}

/** Callouts leave as quotes that name their tone, so that other programs show them set apart. */
function quoteContext({ dataset }: HTMLElement): Pick<Context, "kind" | "tone"> {
  const tone = TONES.find((name) => name === dataset.tone);
  return tone ? { kind: "callout", tone } : { kind: "quote" };
}

/** How the element's style or attribute aligns it; the cells of tables do so for other reasons. */
function alignmentOf(element: HTMLElement): Alignment | undefined {
  if (CELLS.has(element.tagName)) return undefined;
  const written = styled(element).style.textAlign || element.getAttribute("align");
  const isTurned = element.closest("[dir]")?.getAttribute("dir") === "rtl";
  switch (element.tagName === "CENTER" ? "center" : written) {
    case "center":
      return "center";
    case "justify":
      return "justify";
    case "right":
      return isTurned ? "start" : "end";
    case "left":
      return isTurned ? "end" : "start";
    case "end":
      return "end";
    case "start":
      return "start";
    default:
      return undefined;
  }
}

function itemContext(item: HTMLElement, context: Context): Context {
  const box = item.querySelector<HTMLInputElement>(
    ":scope > input[type=checkbox], :scope > :is(label, p) > input[type=checkbox]",
  );
  const checked = item.dataset.checked ?? item.getAttribute("aria-checked");
  const isTask = context.list === "task" || box !== null || checked !== null;
  if (!isTask)
    return { ...context, kind: listNamed(item.dataset.kind) ?? context.list ?? "bullet" };
  return { ...context, kind: "task", checked: checked === "true" || box?.hasAttribute("checked") };
}

function listNamed(name: string | undefined): Kind | undefined {
  return name === "ordered" || name === "bullet" ? name : undefined;
}

export function keepsLines(element: HTMLElement, context: Context): boolean | undefined {
  const [, value] = /white-space\s*:\s*([\w-]+)/.exec(element.dataset.style ?? "") ?? [];
  return value ? value.startsWith("pre") : context.keepsLines;
}

/** What follows an item's own text inside it stands one step deeper. */
export function behindItem(context: Context): Context {
  const { wrappers, keepsLines } = context;
  return { kind: "paragraph", indent: context.indent + 1, wrappers, keepsLines };
}
