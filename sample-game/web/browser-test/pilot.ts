import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import type { Inspection, ShipSummary } from "../src/inspect.js";

const WAIT_MILLIS = 15_000;

/** The URL that an environment variable holds; it fails, and never skips, when there is none. */
export function serverUrl(
  variable: `RONDO_${"" | "FULL_" | "HASTY_" | "EASEL_" | "STARTER_"}URL`,
): URL {
  const url = process.env[variable];
  if (url === undefined || !URL.canParse(url)) {
    throw new Error(`${variable}: ${url ?? "not set"} (expected: the URL of a running server)`);
  }
  return new URL(url);
}

/** A name that no other ship has. */
export function uniqueName(name: string): string {
  return `${name} ${Math.random().toString(36).slice(2, 7)}`;
}

/** A person at a page, as a test drives it. */
export class Pilot {
  readonly page: Page;
  readonly name: string;
  /** What a developer would see in red: errors in the console, and requests that failed. */
  readonly noise: string[] = [];
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page, name: string) {
    this.#context = context;
    this.page = page;
    this.name = name;
    page.setDefaultTimeout(WAIT_MILLIS);
    page.on("pageerror", (error) => this.noise.push(`uncaught: ${error.message}`));
    page.on("console", (message) => {
      const loud = message.type() === "error" || message.type() === "warning";
      if (loud) this.noise.push(`console: ${message.text()} ${message.location().url}`);
    });
  }

  /** Opens a browser window of one's own. */
  static async open(
    newContext: (options: BrowserContextOptions) => Promise<BrowserContext>,
    name: string,
    options: BrowserContextOptions = {},
  ): Promise<Pilot> {
    const context = await newContext({ viewport: { width: 1280, height: 720 }, ...options });
    return new Pilot(context, await context.newPage(), uniqueName(name));
  }

  /** Goes to the start screen and from there into a room, by keyboard. */
  async fly(url: string): Promise<void> {
    await this.join(url);
    await this.flying();
  }

  /** Goes to the start screen and asks for a room, whatever comes of it. */
  async join(url: string): Promise<void> {
    await this.page.goto(url);
    await this.page.waitForFunction(() => document.activeElement?.id === "name");
    await this.page.keyboard.press("ControlOrMeta+A");
    await this.page.keyboard.type(this.name);
    await this.page.keyboard.press("Enter");
  }

  /** Waits until this page flies and knows its own ship. */
  async flying(): Promise<void> {
    await this.page.waitForFunction(
      () => window.arena.ships.some((ship) => ship.player === window.arena.player),
      undefined,
      { timeout: WAIT_MILLIS },
    );
  }

  async sees(name: string): Promise<void> {
    await this.page.waitForFunction((sought) => {
      return window.arena.ships.some((ship) => ship.name === sought);
    }, name);
  }

  async seesNoMore(name: string): Promise<void> {
    await this.page.waitForFunction((sought) => {
      return !window.arena.ships.some((ship) => ship.name === sought);
    }, name);
  }

  /** Waits until this page sees the ship of that name at least so far from where it was. */
  async seesMove(name: string, from: Place, metres: number): Promise<void> {
    await this.page.waitForFunction(
      ({ sought, place, far }) => {
        const ship = window.arena.ships.find((one) => one.name === sought);
        return ship !== undefined && Math.hypot(ship.x - place.x, ship.y - place.y) > far;
      },
      { sought: name, place: from, far: metres },
    );
  }

  async placeOf(name: string): Promise<Place> {
    const ship = (await this.inspect()).ships.find((one) => one.name === name);
    if (ship === undefined) throw new Error(`ship: ${name} (expected: a ship that this page sees)`);
    return { x: ship.x, y: ship.y };
  }

  inspect(): Promise<Inspection> {
    return this.page.evaluate(() => window.arena);
  }

  async say(text: string): Promise<void> {
    await this.page.keyboard.press("t");
    await this.page.keyboard.type(text);
    await this.page.keyboard.press("Enter");
  }

  async hears(text: string): Promise<void> {
    await this.page.locator("#chat-log li", { hasText: text }).waitFor();
  }

  /** Waits for what the page says about the connection. */
  async hasConnection(text: string): Promise<void> {
    await this.page.getByRole("status").filter({ hasText: text }).waitFor();
  }

  /** The own ship, as it was last received. */
  async ownShip(): Promise<ShipSummary> {
    const { ships, player } = await this.inspect();
    const own = ships.find((ship) => ship.player === player);
    if (own === undefined) throw new Error(`player: ${player} (expected: one who has a ship)`);
    return own;
  }

  /** Waits for the screen about that ending, and that it has the focus. */
  async isTold(code: string, title: string): Promise<void> {
    await this.page.locator(`#notice[open][data-code="${code}"]`).waitFor();
    await this.page.getByRole("heading", { name: title }).waitFor();
    await this.page.locator("#notice:focus-within").waitFor();
  }

  /** Closes the tab as a person does, so that the page hears of it. */
  async closeTab(): Promise<void> {
    const closed = this.page.waitForEvent("close");
    await this.page.close({ runBeforeUnload: true }); // which does not wait for it
    await closed;
  }

  /** Closes the tab, so that the page leaves, and then the window. */
  async close(): Promise<void> {
    if (!this.page.isClosed()) await this.closeTab();
    await this.#context.close();
  }
}

/** In metres. */
export interface Place {
  readonly x: number;
  readonly y: number;
}
