// Bundles page.ts with all it needs, minified, and says how large it is. Fails above the limit.
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const LIMIT_BYTES = 30 * 1024;

/** What Vite puts around each import(), 0.7 KiB once for a whole page, is not the SDK's. */
const withoutPreload = {
  name: "without-preload",
  enforce: "pre",
  load: (id) =>
    id.endsWith("vite/preload-helper.js") ? "export const __vitePreload = (load) => load();" : null,
};

const { output } = await build({
  configFile: false,
  logLevel: "warn",
  plugins: [withoutPreload],
  build: {
    write: false,
    target: "es2022",
    rollupOptions: { input: fileURLToPath(new URL("page.ts", import.meta.url)) },
  },
});

/** The files that are loaded at once, or later, as one. */
function codeOf(isLater) {
  const chunks = output.filter((file) => file.type === "chunk" && file.isDynamicEntry === isLater);
  return chunks.map(({ code }) => code).join("");
}

function gzipBytes(code) {
  return gzipSync(code, { level: 9 }).length;
}

const page = codeOf(false);
const bytes = gzipBytes(page);
console.log(
  `The SDK, the protobuf runtime and the arena's contract: ${page.length} bytes minified, ` +
    `${bytes} bytes gzip (limit: ${LIMIT_BYTES}). Only where a server looks for desyncs: ` +
    `${gzipBytes(codeOf(true))} bytes gzip more.`,
);
if (bytes > LIMIT_BYTES) {
  console.error(
    `That is ${bytes - LIMIT_BYTES} bytes too many. Look for what a new import pulls in.`,
  );
  process.exitCode = 1;
}
