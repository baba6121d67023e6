import compact from "emojibase-data/en/compact.json" with { type: "json" };
import shortcodes from "emojibase-data/en/shortcodes/github.json" with { type: "json" };
import { defineConfig } from "vitest/config";

// `django-vite` reads dist/manifest.json. Nothing is inlined: the pages' CSP allows no data: or
// inline code, and django-vite writes the preload links itself.

/**
 * A font that comes late is left for the next page: changed under the reader, lines would move.
 *
 * Not so the slanted one and those of formulas. They are asked for with the first that needs them,
 * which would stay in another font, or in wrong signs, for as long as the page is open.
 */
const fontsWithoutShift = {
  postcssPlugin: "fonts-without-shift",
  Declaration: {
    "font-display": (declaration: { value: string; parent?: unknown }) => {
      const face = String(declaration.parent);
      const isText = !/font-style:\s*italic|KaTeX/.test(face);
      if (isText) declaration.value = "optional";
    },
  },
};

/** Every browser that can show the editor knows woff2; the other formats would only be kept for nobody. */
const newestFonts = {
  postcssPlugin: "newest-fonts",
  Declaration: {
    src: (declaration: { value: string }) => {
      const [newest] = declaration.value.split(/,(?![^(]*\))/).filter((src) => /woff2/.test(src));
      if (newest) declaration.value = newest.trim();
    },
  },
};

/** Mermaid without what is heavy and hardly ever used: formulas, and a layout of 1.6 MB. */
const lighterMermaid = {
  name: "lighter-mermaid",
  enforce: "pre" as const,
  resolveId: (id: string) => (id === "katex" ? "\0no-formulas" : null),
  load: (id: string) => (id === "\0no-formulas" ? "export default null;" : null),
  // Whoever asks for ELK gets the layout that everybody else has.
  transform: (code: string) => {
    const [dagre] = /"\.\/dagre-\w+\.mjs"/.exec(code) ?? [];
    return dagre ? code.replace(/"\.\/elk-\w+\.mjs"/, dagre) : null;
  },
};

/** The few facts of emojibase that are looked at, a sixth of its size. */
const emojiData = {
  name: "emoji-data",
  resolveId: (id: string) => (id === "virtual:emoji" ? `\0${id}` : null),
  load: (id: string) => {
    if (id !== "\0virtual:emoji") return null;
    // Group 2 is of parts, such as shades of skin, that are no emoji by themselves.
    const emoji = compact.flatMap(({ unicode, group, label, tags = [], hexcode, skins = [] }) => {
      if (group === undefined || group === 2) return [];
      const code = [(shortcodes as Record<string, string | string[]>)[hexcode] ?? ""].flat()[0];
      // Told by one sign behind the first, as tones.ts does.
      const [first, ...rest] = unicode;
      const light = `${first}🏻${rest.join("").replace(/^\ufe0f/, "")}`;
      const hasTones = skins.some((skin) => skin.unicode === light) && skins.length === 5;
      return [[unicode, label, code, tags.join(" "), group, Number(hasTones)]];
    });
    return `export const emoji = ${JSON.stringify(emoji)};`;
  },
};

export default defineConfig({
  plugins: [emojiData],
  base: "/static/",
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    modulePreload: false,
    target: "es2022",
    rolldownOptions: {
      input: ["src/site.ts", "src/editor.ts", "src/offline/editor.ts", "src/offline/list.ts"],
    },
  },
  worker: { format: "iife", plugins: () => [lighterMermaid] },
  server: { fs: { allow: [".", "../templates/icons"] } },
  css: { postcss: { plugins: [fontsWithoutShift, newestFonts] } },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    restoreMocks: true,
    // By itself Vitest leaves a core to whoever watches it.
    maxWorkers: "100%",
  },
});
