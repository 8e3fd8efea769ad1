import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  build: { outDir: "../target/classes/web", emptyOutDir: true }, // where Java serves it from
});
