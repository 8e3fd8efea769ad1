import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../browser-test/browser.js";
import { serverUrl, uniqueName } from "../browser-test/pilot.js";

const TEST_MILLIS = 60_000;

/** As much of a snail as is looked at here. */
interface Snail {
  readonly name: string;
  readonly x: number;
  readonly craving: number;
}

declare global {
  interface Window {
    /** What the starter's page leaves for the console. */
    readonly room: {
      readonly state: { readonly snails: ReadonlyMap<number, Snail> };
      on(event: "said", handler: (said: { readonly text: string }) => void): void;
    };
    heard: string;
  }
}

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, TEST_MILLIS);

afterAll(() => browser?.close());

test("two tabs of the starter see and hear each other", { timeout: TEST_MILLIS }, async () => {
  const noise: string[] = [];
  const [ada, bob] = [await tab(noise), await tab(noise)];
  const [adaName, bobName] = [uniqueName("Ada"), uniqueName("Bob")];

  await crawl(ada, adaName);
  await crawl(bob, bobName);
  for (const page of [ada, bob]) {
    await page.locator("#board li", { hasText: adaName }).waitFor();
    await page.locator("#board li", { hasText: bobName }).waitFor();
  }

  const start = await snail(bob, adaName);
  await ada.keyboard.down(start.x < 80 ? "ArrowRight" : "ArrowLeft");
  await bob.waitForFunction(
    ({ who, from }) => {
      const crawling = [...window.room.state.snails.values()].find(({ name }) => name === who);
      return crawling !== undefined && Math.abs(crawling.x - from) > 10;
    },
    { who: adaName, from: start.x },
  );

  expect((await snail(ada, adaName)).craving).toBeGreaterThan(0);
  expect((await snail(bob, adaName)).craving).toBe(0);

  await bob.evaluate(() =>
    window.room.on("said", ({ text }) => Object.assign(window, { heard: text })),
  );
  await ada.locator("#say input").fill("Slowly!");
  await ada.keyboard.press("Enter");
  await bob.waitForFunction(() => window.heard === "Slowly!");

  await ada.close({ runBeforeUnload: true });
  await bob.locator("#board li", { hasText: adaName }).waitFor({ state: "detached" });
  expect(noise).toEqual([]);
});

async function tab(noise: string[]): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.on("pageerror", (error) => noise.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") noise.push(message.text());
  });
  return page;
}

async function crawl(page: Page, name: string): Promise<void> {
  await page.goto(serverUrl("RONDO_STARTER_URL").href);
  await page.locator("#door input").fill(name);
  await page.keyboard.press("Enter");
}

async function snail(page: Page, name: string): Promise<Snail> {
  const snails = await page.evaluate(() =>
    // A message's defaults are no properties of its own, and only those come out of a page.
    [...window.room.state.snails.values()].map(({ name, x, craving }) => ({ name, x, craving })),
  );
  const found = snails.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name}: no snail (expected: one that this tab sees)`);
  return found;
}
