import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "./browser.js";
import { serverUrl } from "./pilot.js";

const TEST_MILLIS = 60_000;
const PICTURE_BYTES = 512_000;
const PAINTER = fileURLToPath(new URL("easel/painter.ts", import.meta.url));

let browser: Browser;
let script: string;

beforeAll(async () => {
  [browser, script] = await Promise.all([launchBrowser(), bundle(PAINTER)]);
}, TEST_MILLIS);

afterAll(() => browser?.close());

test("a canvas of 512,000 bytes goes up and comes down whole", {
  timeout: TEST_MILLIS,
}, async () => {
  const [ada, bob] = await Promise.all([painter(), painter()]);

  const sunset = await ada.evaluate(() => window.painter.show("sunset", "array"));
  const sunrise = await bob.evaluate(() => window.painter.show("sunrise", "blob"));

  expect(sunset).not.toBe(sunrise);
  for (const page of [ada, bob]) {
    await page.waitForFunction(() => window.painter.sights.length === 2);
    expect(await page.evaluate(() => window.painter.sights)).toEqual([
      { title: "sunset", bytes: PICTURE_BYTES, digest: sunset },
      { title: "sunrise", bytes: PICTURE_BYTES, digest: sunrise },
    ]);
  }
});

/** A page of the server's origin, with a painter in a room. */
async function painter(): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(new URL("nothing", serverUrl("RONDO_EASEL_URL")).href);
  await page.addScriptTag({ content: script });
  await page.evaluate(() => window.painter.enter());
  return page;
}

/** The script of a page and all that it imports, in one piece. */
async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      minify: false,
      lib: { entry, formats: ["iife"], name: "easel" },
    },
  });
  const [output] = [built].flat();
  if (output === undefined || !("output" in output)) throw new Error("vite built nothing");
  return output.output[0].code;
}
