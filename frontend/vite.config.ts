import { defineConfig } from "vitest/config";

// `django-vite` reads dist/manifest.json. Nothing is inlined: the pages' CSP allows no data: or
// inline code, and django-vite writes the preload links itself.
export default defineConfig({
  base: "/static/",
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    modulePreload: false,
    target: "es2022",
    rolldownOptions: {
      input: ["src/site.ts", "src/editor.ts"],
    },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    restoreMocks: true,
  },
});
