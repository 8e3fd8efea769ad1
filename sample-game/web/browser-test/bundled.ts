import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Found } from "./browser.js";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));
/** Where it is unpacked: beside the other caches of npm packages, and so outside of git. */
const UNPACKED = join(PACKAGE, "node_modules", ".cache", "chromium-147");

/** The package unpacks into the directory for temporary files; it is told that this is ours. */
const UNPACK = `const { default: chromium } = await import("@sparticuz/chromium");
await chromium.executablePath();`;

/**
 * The headless Chromium of the npm package @sparticuz/chromium, with the libraries and fonts that a
 * bare Linux lacks. Unpacked on first use, which takes some seconds and 200 MB.
 */
export async function bundledChromium(): Promise<Found> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(`it runs on Linux on x64 only; this is ${process.platform} on ${process.arch}`);
  }
  if (!existsSync(UNPACKED)) await unpack();
  return {
    path: join(UNPACKED, "chromium"),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(UNPACKED, "al2023", "lib"),
      FONTCONFIG_PATH: join(UNPACKED, "fonts"),
    },
  };
}

/** Unpacks aside and then renames, so that an unpacking that breaks off leaves nothing half there. */
async function unpack(): Promise<void> {
  await mkdir(dirname(UNPACKED), { recursive: true });
  const aside = await mkdtemp(`${UNPACKED}-`);
  try {
    await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", UNPACK], {
      cwd: PACKAGE,
      // It brings libraries along where it believes to run in a cloud function of Amazon Linux.
      env: { ...process.env, TMPDIR: aside, AWS_LAMBDA_JS_RUNTIME: "nodejs20.x" },
    });
    await writeFile(join(aside, "fonts", "fonts.conf"), FONTS);
    await rename(aside, UNPACKED);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    // Another process may have been faster, and then its copy serves both.
    if (!existsSync(UNPACKED)) throw error;
  }
}

/** The package's own names directories of a cloud function. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(UNPACKED, "fonts")}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(UNPACKED, "fonts-cache")}</cachedir>
</fontconfig>
`;
