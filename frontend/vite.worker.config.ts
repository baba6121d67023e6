import { defineConfig } from "vite";

// The service worker is one classic script, in which Firefox and old Safaris believe as well. The
// server serves it at the root of the site (documents/views/offline.py).

export default defineConfig({
  publicDir: false,
  build: {
    outDir: "dist",
    emptyOutDir: false,
    modulePreload: false,
    target: "es2022",
    rolldownOptions: {
      input: "src/offline/worker.ts",
      output: { format: "iife", entryFileNames: "sw.js" },
    },
  },
});
