import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../browser-test/browser.js";
import { Cable } from "../browser-test/cable.js";
import { Pilot, serverUrl } from "../browser-test/pilot.js";

// Takes the pictures for the docs from a running server. It is no test; vitest is what runs
// TypeScript here, and a picture that cannot be taken fails as a test does.

const PICTURES = fileURLToPath(new URL("../../../docs/pictures", import.meta.url));
const STEP_MILLIS = 60;
const FIRES = 0.3;
const LEAST_MILLIS = 6000;
const MOST_MILLIS = 45_000;
const RUN_MILLIS = 90_000;
/** What makes a picture: how many other ships are in sight, and how many shots there are. */
const WANTED: Sight = { ships: 3, shots: 4 };
/** What has to do when that does not come about. */
const ENOUGH: Sight = { ships: 2, shots: 2 };

interface Sight {
  readonly ships: number;
  readonly shots: number;
}

const server = serverUrl("RONDO_URL");
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
  await mkdir(PICTURES, { recursive: true });
}, RUN_MILLIS);

afterAll(() => browser?.close());

async function open(width: number, height: number, phone: boolean): Promise<Pilot> {
  const options = {
    viewport: { width, height },
    hasTouch: phone,
    isMobile: phone,
    deviceScaleFactor: phone ? 2 : 1,
  };
  return Pilot.open((context) => browser.newContext(context), "Ada", options);
}

/** What to do now to get at the nearest opponent, and whether this would make a picture. */
function lookAround(sight: Sight) {
  const { ships, player, shots } = window.arena;
  const banner = document.querySelector("#banner");
  const plain = banner !== null && getComputedStyle(banner).opacity === "0";
  const own = ships.find((ship) => ship.player === player);
  if (own === undefined) return { turn: 0, near: false, aimed: false, picture: false };
  const others = ships
    .filter((ship) => ship !== own && ship.hull > 0)
    .map((ship) => ({ dx: ship.x - own.x, dy: ship.y - own.y }))
    .sort((one, other) => Math.hypot(one.dx, one.dy) - Math.hypot(other.dx, other.dy));
  const [nearest] = others;
  const bearing = nearest === undefined ? 0 : Math.atan2(nearest.dy, nearest.dx) - own.heading;
  const turn = Math.atan2(Math.sin(bearing), Math.cos(bearing));
  const wide = innerWidth > innerHeight;
  const inSight = ({ dx, dy }: { readonly dx: number; readonly dy: number }) => {
    return Math.abs(dx) < (wide ? 34 : 16) && Math.abs(dy) < (wide ? 17 : 28);
  };
  const seenShips = others.filter(inSight).length;
  const seenShots = shots
    .map((shot) => ({ dx: shot.x - own.x, dy: shot.y - own.y }))
    .filter(inSight).length;
  return {
    turn,
    near: nearest !== undefined && Math.hypot(nearest.dx, nearest.dy) < 16,
    aimed: Math.abs(turn) < 0.3,
    picture: plain && own.hull > 40 && seenShips >= sight.ships && seenShots >= sight.shots,
  };
}

/** Fights until there is something to see, and at most for a bounded time. */
async function fight(pilot: Pilot): Promise<void> {
  const { page } = pilot;
  const hold = (key: string, down: boolean) => {
    return down ? page.keyboard.down(key) : page.keyboard.up(key);
  };
  const startedAt = Date.now();
  while (Date.now() - startedAt < MOST_MILLIS) {
    const late = Date.now() - startedAt > MOST_MILLIS / 2;
    const sight = late ? ENOUGH : WANTED;
    const { turn, near, aimed, picture } = await page.evaluate(lookAround, sight);
    if (picture && Date.now() - startedAt > LEAST_MILLIS) return;
    await hold("ArrowLeft", turn < -0.12);
    await hold("ArrowRight", turn > 0.12);
    await hold("ArrowUp", !near);
    // Not all it could: whoever wrecks everybody has nobody left to be pictured with.
    await hold("Space", aimed && Math.random() < FIRES);
    await page.waitForTimeout(STEP_MILLIS);
  }
}

async function takePicture(pilot: Pilot, file: string): Promise<void> {
  const picture = await pilot.page.screenshot({ path: `${PICTURES}/${file}` });
  expect(picture.length).toBeGreaterThan(0);
}

test("the start screen", { timeout: RUN_MILLIS }, async () => {
  const pilot = await open(1280, 720, false);
  await pilot.page.goto(server.href);
  await pilot.page.waitForFunction(() => document.activeElement?.id === "name");
  await takePicture(pilot, "arena-start.png");
  await pilot.close();
});

test.each([
  { file: "arena.png", width: 1280, height: 720, phone: false },
  { file: "arena-phone.png", width: 390, height: 844, phone: true },
])("the game in action: $file", { timeout: RUN_MILLIS }, async (picture) => {
  const pilot = await open(picture.width, picture.height, picture.phone);
  await pilot.page.goto(server.href);
  await pilot.page.fill("#name", "Ada");
  if (picture.phone) await pilot.page.tap("#play");
  else await pilot.page.click("#play");
  await pilot.flying();
  await fight(pilot);
  await takePicture(pilot, picture.file);
  await pilot.close();
});

test("a ship whose connection is lost", { timeout: RUN_MILLIS }, async () => {
  const cable = new Cable(server);
  await cable.open();
  const pilot = await open(1280, 720, false);
  await pilot.fly(cable.url);
  await cable.cut();
  await pilot.page.getByText("Connection lost. Reconnecting").waitFor();
  await takePicture(pilot, "arena-reconnecting.png");
  await pilot.close();
});
