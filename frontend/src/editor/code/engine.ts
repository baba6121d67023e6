/** What reads code. Loaded with the first block that names a language, each grammar by itself. */
import type { LanguageFn } from "highlight.js";
import { createLowlight } from "lowlight";
import type { Language } from "../schema/languages";

/** A piece of code that is shown differently, counted in characters from the start. */
export interface Token {
  from: number;
  to: number;
  className: string;
}

type Grammar = () => Promise<{ default: LanguageFn }>;

const GRAMMARS: Record<Language, Grammar> = {
  bash: () => import("highlight.js/lib/languages/bash"),
  c: () => import("highlight.js/lib/languages/c"),
  cpp: () => import("highlight.js/lib/languages/cpp"),
  csharp: () => import("highlight.js/lib/languages/csharp"),
  css: () => import("highlight.js/lib/languages/css"),
  diff: () => import("highlight.js/lib/languages/diff"),
  dockerfile: () => import("highlight.js/lib/languages/dockerfile"),
  go: () => import("highlight.js/lib/languages/go"),
  html: () => import("highlight.js/lib/languages/xml"),
  ini: () => import("highlight.js/lib/languages/ini"),
  java: () => import("highlight.js/lib/languages/java"),
  javascript: () => import("highlight.js/lib/languages/javascript"),
  json: () => import("highlight.js/lib/languages/json"),
  kotlin: () => import("highlight.js/lib/languages/kotlin"),
  latex: () => import("highlight.js/lib/languages/latex"),
  lua: () => import("highlight.js/lib/languages/lua"),
  makefile: () => import("highlight.js/lib/languages/makefile"),
  markdown: () => import("highlight.js/lib/languages/markdown"),
  mermaid: () => import("./mermaid"),
  php: () => import("highlight.js/lib/languages/php"),
  python: () => import("highlight.js/lib/languages/python"),
  r: () => import("highlight.js/lib/languages/r"),
  ruby: () => import("highlight.js/lib/languages/ruby"),
  rust: () => import("highlight.js/lib/languages/rust"),
  sql: () => import("highlight.js/lib/languages/sql"),
  swift: () => import("highlight.js/lib/languages/swift"),
  typescript: () => import("highlight.js/lib/languages/typescript"),
  yaml: () => import("highlight.js/lib/languages/yaml"),
};

const lowlight = createLowlight();

export async function learn(language: Language): Promise<void> {
  if (lowlight.registered(language)) return;
  const { default: grammar } = await GRAMMARS[language]();
  lowlight.register(language, grammar);
}

/** The pieces of the code, outer ones in front; none in a language that is not learnt yet. */
export function tokensOf(code: string, language: Language): Token[] {
  if (!lowlight.registered(language)) return [];
  const tokens: Token[] = [];
  collect(lowlight.highlight(language, code).children, 0, tokens);
  return tokens;
}

type Nodes = ReturnType<typeof lowlight.highlight>["children"];

/** Walks the tree of the pieces; returns where it ends. */
function collect(nodes: Nodes, start: number, tokens: Token[]): number {
  let at = start;
  for (const node of nodes) {
    if (node.type === "text") at += node.value.length;
    if (node.type !== "element") continue;
    const token = {
      from: at,
      to: at,
      className: String(node.properties.className).replace(/,/g, " "),
    };
    tokens.push(token);
    at = collect(node.children as Nodes, at, tokens);
    token.to = at;
  }
  return at;
}
