import { defineConfig } from "vite";

export default defineConfig({
  // The server may serve the page under any path.
  base: "./",
  server: { host: "127.0.0.1", port: 5173, strictPort: true },
  build: {
    // Java serves the page from its class path.
    outDir: "../target/classes/web",
    emptyOutDir: true,
    target: "es2022",
    sourcemap: true,
    // A strict content security policy allows neither data URLs nor scripts in the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
