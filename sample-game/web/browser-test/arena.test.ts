import type { Browser, BrowserContextOptions, Route } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "./browser.js";
import { Cable } from "./cable.js";
import { Pilot, serverUrl } from "./pilot.js";

const MOVED_METRES = 3;
const TEST_MILLIS = 60_000;

const server = serverUrl("RONDO_URL");
let browser: Browser;
let pilots: Pilot[] = [];

async function pilot(name: string, options?: BrowserContextOptions): Promise<Pilot> {
  const opened = await Pilot.open((context) => browser.newContext(context), name, options);
  pilots.push(opened);
  return opened;
}

async function flyingPilot(name: string, options?: BrowserContextOptions): Promise<Pilot> {
  const opened = await pilot(name, options);
  await opened.fly(server.href);
  return opened;
}

beforeAll(async () => {
  browser = await launchBrowser();
}, TEST_MILLIS);

/** They leave, and free their places at once: who is only lost keeps one for a while. */
async function closePilots(): Promise<void> {
  await Promise.all(pilots.map((one) => one.close()));
  pilots = [];
}

afterEach(closePilots);

afterAll(() => browser?.close());

describe("two players", { timeout: TEST_MILLIS }, () => {
  test("see each other's ships by name and see both of them move", async () => {
    const ada = await flyingPilot("Ada");
    const bob = await flyingPilot("Bob");
    await Promise.all([ada.sees(bob.name), bob.sees(ada.name)]);
    const adaAt = await bob.placeOf(ada.name);
    const bobAt = await ada.placeOf(bob.name);

    await ada.page.keyboard.down("ArrowUp");
    await bob.page.keyboard.down("KeyW");

    await Promise.all([
      ada.seesMove(ada.name, adaAt, MOVED_METRES),
      ada.seesMove(bob.name, bobAt, MOVED_METRES),
      bob.seesMove(ada.name, adaAt, MOVED_METRES),
      bob.seesMove(bob.name, bobAt, MOVED_METRES),
    ]);
    expect([...ada.noise, ...bob.noise]).toEqual([]);
  });

  test("read what the other one says, as text and never as HTML", async () => {
    const ada = await flyingPilot("Ada");
    const bob = await flyingPilot("Bob");
    await ada.sees(bob.name);

    await ada.say("Hello <img src=x onerror=alert(1)> Bob");

    await bob.hears("Hello <img src=x onerror=alert(1)> Bob");
    expect(await bob.page.locator("#chat-log img").count()).toBe(0);
    expect([...ada.noise, ...bob.noise]).toEqual([]);
  });

  test("lose sight of a ship whose tab was closed", async () => {
    const ada = await flyingPilot("Ada");
    const bob = await flyingPilot("Bob");
    await ada.sees(bob.name);

    await bob.closeTab();

    // Not after the grace period, which is longer than this waits.
    await ada.seesNoMore(bob.name);
    expect(ada.noise).toEqual([]);
  });
});

describe("one player", { timeout: TEST_MILLIS }, () => {
  test("flies by keyboard alone, from the start screen into a room and out of it", async () => {
    const ada = await pilot("Ada");
    await ada.fly(server.href);
    await ada.page.waitForFunction(() => document.activeElement?.id === "arena");
    const from = await ada.placeOf(ada.name);

    await ada.page.keyboard.down("ArrowUp");
    await ada.seesMove(ada.name, from, MOVED_METRES);
    await ada.page.keyboard.up("ArrowUp");
    await ada.page.keyboard.press("l");
    await ada.page.locator("#scores.open", { hasText: ada.name }).waitFor();
    await ada.page.keyboard.press("Shift+Tab");
    expect(await ada.page.evaluate(() => document.activeElement?.id)).toBe("leave-button");
    await ada.page.keyboard.press("Enter");

    await ada.page.locator("#start").waitFor();
    await ada.page.waitForFunction(() => document.activeElement?.id === "name");
    expect(await ada.page.locator("#name").inputValue()).toBe(ada.name);
    expect(ada.noise).toEqual([]);
  });

  test("types into the chat without flying, and closes it with Escape", async () => {
    const ada = await flyingPilot("Ada");
    await ada.page.keyboard.press("Enter");
    await ada.page.waitForFunction(() => document.activeElement?.id === "chat-input");

    await ada.page.keyboard.type("wwaadd");
    await ada.page.keyboard.down("w");
    const { tick } = await ada.inspect();
    await ada.page.waitForFunction((from) => window.arena.tick > from + 10, tick);
    expect((await ada.inspect()).ships.find(({ name }) => name === ada.name)?.thrusting).toBe(
      false,
    );
    await ada.page.keyboard.up("w");
    await ada.page.keyboard.press("Enter");

    await ada.hears("wwaaddw");
    await ada.page.keyboard.press("t");
    await ada.page.keyboard.press("Escape");
    await ada.page.waitForFunction(() => document.activeElement?.id === "arena");
    expect(ada.noise).toEqual([]);
  });

  test("does not fly on when the page loses the keyboard", async () => {
    const ada = await flyingPilot("Ada");
    const thrusts = (wanted: boolean) =>
      ada.page.waitForFunction((on) => {
        const { ships, player } = window.arena;
        return ships.find((ship) => ship.player === player)?.thrusting === on;
      }, wanted);
    await ada.page.keyboard.down("ArrowUp");
    await thrusts(true);

    await ada.page.evaluate(() => dispatchEvent(new Event("blur")));

    await thrusts(false);
    expect(ada.noise).toEqual([]);
  });

  test("flies with thumbs on a phone", async () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const ada = await pilot("Ada", phone);
    await ada.page.goto(server.href);
    await ada.page.fill("#name", ada.name);
    await ada.page.tap("#play");
    await ada.flying();
    const from = await ada.placeOf(ada.name);
    const touches = await ada.page.context().newCDPSession(ada.page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", x: number, y: number) => {
      const touchPoints = type === "touchEnd" ? [] : [{ x, y }];
      return touches.send("Input.dispatchTouchEvent", { type, touchPoints });
    };

    await touch("touchStart", 90, 740);
    await touch("touchMove", 150, 700);
    await ada.seesMove(ada.name, from, MOVED_METRES);
    await touch("touchEnd", 0, 0);

    const fire = await ada.page.locator("#fire").boundingBox();
    expect(Math.min(fire?.width ?? 0, fire?.height ?? 0)).toBeGreaterThanOrEqual(44);
    expect(ada.noise).toEqual([]);
  });

  test("is put out for flooding the chat, and told so before a held key flies again", async () => {
    const ada = await flyingPilot("Ada");
    await ada.page.keyboard.down("Space");

    // In one task: typed by keys, the server might forgive some of them on a slow machine.
    await ada.page.evaluate(() => {
      const form = document.querySelector<HTMLFormElement>("#chat-form");
      const input = document.querySelector<HTMLInputElement>("#chat-input");
      if (form === null || input === null) throw new Error("The page has no chat.");
      input.value = "flood";
      for (let message = 0; message < 8; message++) form.requestSubmit();
    });

    await ada.isTold("kicked", "You were put out");
    // Down again is what the keyboard says of a key that is held.
    await ada.page.keyboard.down("Space");
    await ada.page.keyboard.up("Space");
    expect(await ada.page.locator("#notice-button.busy").count()).toBe(0);
    await ada.page.keyboard.press("Enter");
    await ada.flying();
  });
});

describe("a player who cannot play", { timeout: TEST_MILLIS }, () => {
  test("goes back while a room is asked for, and stays in none", async () => {
    const ada = await pilot("Ada");
    await ada.page.route("**/join/**", (route) => route.abort());
    await ada.join(server.href);
    await ada.isTold("unreachable", "No answer");
    const held = new Promise<Route>((hold) => void ada.page.route("**/join/**", hold));
    const left = new Promise((resolve) => {
      ada.page.on("websocket", (socket) => socket.on("close", resolve));
    });
    await ada.page.keyboard.press("Enter");
    const asked = await held;

    await ada.page.keyboard.press("Escape");
    await asked.continue();

    await left;
    expect((await ada.inspect()).flying).toBe(false);
    await ada.page.waitForFunction(() => document.activeElement?.id === "name");
  });

  test("is told when the arena is full", async () => {
    const full = serverUrl("RONDO_FULL_URL");
    for (const name of ["Ada", "Bob"]) await (await pilot(name)).fly(full.href);
    const third = await pilot("Cat");

    await third.join(full.href);

    await third.isTold("server_full", "The arena is full");
    await third.page.keyboard.press("Escape");
    await third.page.waitForFunction(() => document.activeElement?.id === "name");
  });

  test("is told when the page is of another version", async () => {
    const ada = await pilot("Ada");
    await ada.page.route("**/join/**", (route) => {
      const url = new URL(route.request().url());
      url.searchParams.set("version", "999");
      return route.continue({ url: url.href });
    });

    await ada.join(server.href);

    await ada.isTold("version_mismatch", "Another version");
    await ada.page.getByRole("button", { name: "Load again" }).waitFor();
  });
});

describe("a player whose connection breaks", { timeout: TEST_MILLIS }, () => {
  let cable: Cable;

  afterEach(async () => {
    await cable.open(); // by which they can say that they leave
    await closePilots();
    await cable.cut();
  });

  async function flyOverCable(to: URL): Promise<Pilot> {
    cable = new Cable(to);
    await cable.open();
    const ada = await pilot("Ada");
    await ada.fly(cable.url);
    return ada;
  }

  test("goes on with the same ship when it is back", async () => {
    const ada = await flyOverCable(server);
    const bob = await flyingPilot("Bob");
    const before = await ada.ownShip();

    await cable.cut();
    await ada.hasConnection("Connection lost. Reconnecting…");
    const { tick } = await ada.inspect();
    await bob.sees(ada.name);
    await cable.open();
    await ada.hasConnection("Back in the arena");

    expect(await ada.inspect()).toMatchObject({ flying: true, status: "connected" });
    expect((await ada.inspect()).tick).toBeGreaterThan(tick);
    const { id, name, score } = await ada.ownShip();
    expect({ id, name, score }).toEqual({ id: before.id, name: ada.name, score: before.score });
    await ada.say("I am back");
    await bob.hears("I am back");
    const from = await ada.placeOf(ada.name);
    await ada.page.keyboard.down("ArrowUp");
    await bob.seesMove(ada.name, from, MOVED_METRES);
  });

  test("says what was said meanwhile, and hears what others said", async () => {
    const ada = await flyOverCable(server);
    const bob = await flyingPilot("Bob");
    await ada.sees(bob.name);

    await cable.cut();
    await ada.hasConnection("Reconnecting");
    await ada.say("Is anybody there?");
    await bob.say("Where is Ada?");
    await bob.hears("Where is Ada?");
    await cable.open();

    await bob.hears("Is anybody there?");
    await ada.hears("Where is Ada?");
  });

  test("leaves before it is back", async () => {
    const ada = await flyOverCable(server);
    await cable.cut();
    await ada.hasConnection("Reconnecting");

    await ada.page.locator("#leave-button").click();

    await ada.page.locator("#start").waitFor();
    expect((await ada.inspect()).flying).toBe(false);
  });

  test("is told when it is away for too long, and flies again when it is back", async () => {
    const ada = await flyOverCable(serverUrl("RONDO_HASTY_URL"));

    await cable.cut();
    await ada.hasConnection("Reconnecting");
    await ada.isTold("lost", "Connection lost");
    await ada.page.getByRole("button", { name: "Fly again" }).click();
    await ada.isTold("unreachable", "No answer");

    await cable.open();
    await ada.page.getByRole("button", { name: "Try again" }).click();
    await ada.flying();
  });

  test("that stood still for a while flies the same ship", async () => {
    const ada = await flyOverCable(server);
    const before = await ada.ownShip();
    const session = await ada.page.context().newCDPSession(ada.page);

    await session.send("Page.setWebLifecycleState", { state: "frozen" });
    await new Promise((resolve) => setTimeout(resolve, 5000));
    await session.send("Page.setWebLifecycleState", { state: "active" });

    const { tick } = await ada.inspect();
    await ada.page.waitForFunction((from) => window.arena.tick > from + 30, tick);
    expect((await ada.inspect()).status).toBe("connected");
    expect((await ada.ownShip()).id).toBe(before.id);
  });
});
