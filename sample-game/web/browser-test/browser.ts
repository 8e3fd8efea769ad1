import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { bundledChromium } from "./bundled.js";

/** A browser's program, and the environment that it needs to start. */
export interface Found {
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
}

const FLAGS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
] as const;

/** Names on the PATH, where Linux has its browsers. */
const COMMANDS = [
  "google-chrome",
  "google-chrome-stable",
  "chromium",
  "chromium-browser",
  "microsoft-edge",
  "microsoft-edge-stable",
] as const;

const MAC_PROGRAMS = [
  "Google Chrome.app/Contents/MacOS/Google Chrome",
  "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "Chromium.app/Contents/MacOS/Chromium",
] as const;

const WINDOWS_PROGRAMS = [
  ["Google", "Chrome", "Application", "chrome.exe"],
  ["Microsoft", "Edge", "Application", "msedge.exe"],
  ["Chromium", "Application", "chrome.exe"],
] as const;

/**
 * Starts a headless Chromium: the one that `RONDO_BROWSER` names; else an installed Chrome, Edge or
 * Chromium; else, on Linux, the one in the npm package @sparticuz/chromium.
 *
 * @throws Error that names all of these ways when none of them starts. A browser test without a
 *   browser has failed; it must not look as if it had passed.
 */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env["RONDO_BROWSER"];
  const problems: string[] = [];
  const paths = named === undefined ? installed() : [named];
  for (const path of paths) {
    try {
      return await launch({ path, env: process.env });
    } catch (error) {
      problems.push(`${path}: ${firstLine(error)}`);
    }
  }
  if (named === undefined) {
    try {
      return await launch(await bundledChromium());
    } catch (error) {
      problems.push(`@sparticuz/chromium: ${firstLine(error)}`);
    }
  }
  throw new Error(
    "No browser starts for the browser tests. Set RONDO_BROWSER to the path of a Chrome, Edge or " +
      "Chromium; or install one of them in its usual place; or, on Linux on x64, run npm install, " +
      `which brings @sparticuz/chromium. Tried:\n  ${problems.join("\n  ")}`,
  );
}

function launch({ path, env }: Found): Promise<Browser> {
  // Chromium refuses to start its sandbox as root, which is what containers run tests as.
  const root = process.getuid?.() === 0 ? ["--no-sandbox", "--no-zygote"] : [];
  return chromium.launch({ executablePath: path, env: defined(env), args: [...FLAGS, ...root] });
}

/** Programs of the usual places that are there. */
function installed(): readonly string[] {
  return usualPlaces().filter((path) => existsSync(path));
}

function usualPlaces(): readonly string[] {
  switch (process.platform) {
    case "darwin": {
      const homes = ["/Applications", join(process.env["HOME"] ?? "", "Applications")];
      return homes.flatMap((home) => MAC_PROGRAMS.map((program) => join(home, program)));
    }
    case "win32": {
      const homes = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"];
      return homes
        .flatMap((home) => process.env[home] ?? [])
        .flatMap((home) => WINDOWS_PROGRAMS.map((program) => join(home, ...program)));
    }
    default: {
      const homes = (process.env["PATH"] ?? "").split(delimiter);
      return COMMANDS.flatMap((command) => homes.map((home) => join(home, command)));
    }
  }
}

function defined(env: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(env).filter((entry): entry is [string, string] => {
    return entry[1] !== undefined;
  });
  return Object.fromEntries(entries);
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n")[0] ?? "";
}
