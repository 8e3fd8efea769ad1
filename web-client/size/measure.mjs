// Bundles page.ts with all it needs, minified, and says how large it is. Fails above the limit.
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const LIMIT_BYTES = 30 * 1024;

const page = fileURLToPath(new URL("page.ts", import.meta.url));
const result = await build({
  configFile: false,
  logLevel: "warn",
  build: { write: false, target: "es2022", rollupOptions: { input: page } },
});
const code = result.output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
const bytes = gzipSync(code, { level: 9 }).length;
console.log(
  `The SDK, the protobuf runtime and the arena's contract: ${code.length} bytes minified, ` +
    `${bytes} bytes gzip (limit: ${LIMIT_BYTES}).`,
);
if (bytes > LIMIT_BYTES) {
  console.error(
    `That is ${bytes - LIMIT_BYTES} bytes too many. Look for what a new import pulls in.`,
  );
  process.exitCode = 1;
}
