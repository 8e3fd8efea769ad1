import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { KEPT, refuse, seat } from "./fake-server.js";
import { frameOf } from "./fake-socket.js";
import { joinRoom } from "./join.js";

/** What a page hears, with a count of the functions that listen. */
class Page extends EventTarget {
  readonly #listeners = new Set<EventListener>();

  get listeners(): number {
    return this.#listeners.size;
  }

  override addEventListener(type: string, listener: EventListener): void {
    this.#listeners.add(listener);
    super.addEventListener(type, listener);
  }

  override removeEventListener(type: string, listener: EventListener): void {
    this.#listeners.delete(listener);
    super.removeEventListener(type, listener);
  }
}

class PageDocument extends Page {
  visibilityState = "visible";
}

let page: Page;
let document: PageDocument;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(1);
  page = new Page();
  document = new PageDocument();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  vi.stubGlobal("document", document);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function pass(millis: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(millis);
}

/** Frames come while the time passes. */
async function hear(socket: { receive(frame: Uint8Array<ArrayBuffer>): void }, millis: number) {
  for (let passed = 0; passed < millis; passed += 50) {
    await pass(50);
    socket.receive(frameOf({}));
  }
}

/** A room whose connection is lost, with the next attempt far away. */
async function joinAndLose() {
  const joined = await joinRoom({ ...KEPT, graceMillis: 600_000 });
  joined.server.answer = () => Promise.reject(new TypeError("no network"));
  joined.socket.end(1006);
  await pass(8000);
  joined.server.answer = () => seat();
  return { ...joined, attempts: joined.server.resumes.length };
}

const signs: readonly (readonly [string, () => void])[] = [
  ["the network is back", () => page.dispatchEvent(new Event("online"))],
  ["the page comes back", () => page.dispatchEvent(new Event("pageshow"))],
  ["the page is shown", () => document.dispatchEvent(new Event("visibilitychange"))],
];

describe("without a connection", () => {
  test.each(signs)("an attempt is made at once when %s", async (_, give) => {
    const { server, room, attempts } = await joinAndLose();

    give();
    await pass(0);

    expect(server.resumes).toHaveLength(attempts + 1);
    server.welcomeBack(9);
    expect(room.status).toBe("connected");
  });

  test("signs that come together make one attempt", async () => {
    const { server, attempts } = await joinAndLose();

    for (const [, give] of [...signs, ...signs]) {
      give();
      await pass(10);
    }

    expect(server.resumes).toHaveLength(attempts + 1);
  });

  test("a sign takes the place of an attempt that hangs", async () => {
    const { server, room, attempts } = await joinAndLose();
    server.answer = () => new Promise(() => {});
    page.dispatchEvent(new Event("online"));
    await pass(2000);
    server.answer = () => seat();

    page.dispatchEvent(new Event("online"));
    await pass(0);
    server.welcomeBack(9);

    expect(server.resumes).toHaveLength(attempts + 2);
    expect(room.status).toBe("connected");
  });

  test("neither a page that is hidden nor a network that goes is a sign", async () => {
    const { server, room, attempts } = await joinAndLose();

    document.visibilityState = "hidden";
    document.dispatchEvent(new Event("visibilitychange"));
    page.dispatchEvent(new Event("offline"));
    await pass(100);

    expect(server.resumes).toHaveLength(attempts);
    expect(room.status).toBe("reconnecting");
  });

  test("a machine that wakes up makes an attempt at once", async () => {
    const { server, attempts } = await joinAndLose();
    const day = Date.now;
    vi.spyOn(Date, "now").mockImplementation(() => day() + 3_600_000);

    await pass(1000);

    expect(server.resumes).toHaveLength(attempts + 1);
  });

  test("a server that asked for time gets it, whatever the signs", async () => {
    const { server, room } = await joinAndLose();
    server.answer = () => refuse(429, "too_many_connections", 20_000);
    page.dispatchEvent(new Event("online"));
    await pass(2000);
    const before = server.resumes.length;

    page.dispatchEvent(new Event("online"));
    await pass(17_000);

    expect(server.resumes).toHaveLength(before);
    expect(room.status).toBe("reconnecting");
  });
});

describe("with a connection", () => {
  test.each(signs)("that fell silent unnoticed, it is noticed when %s", async (_, give) => {
    const { server, room } = await joinRoom(KEPT);
    const day = Date.now;
    vi.spyOn(Date, "now").mockImplementation(() => day() + 4000);

    give();
    await pass(250);
    expect(room.status).toBe("reconnecting");
    await pass(250);

    expect(server.resumes).toHaveLength(1);
  });

  test.each(signs)("that is well, nothing happens when %s", async (_, give) => {
    const { server, socket, room } = await joinRoom(KEPT);

    for (let times = 0; times < 100; times++) {
      give();
      await hear(socket, 100);
    }

    expect(room.status).toBe("connected");
    expect(server.resumes).toEqual([]);
    expect(vi.getTimerCount()).toBeLessThanOrEqual(3);
  });

  test("a page that is shown again first hears the frames that waited", async () => {
    const { socket, room } = await joinRoom(KEPT);
    const day = Date.now;
    vi.spyOn(Date, "now").mockImplementation(() => day() + 60_000);

    document.dispatchEvent(new Event("visibilitychange"));
    await pass(100);
    socket.receive(frameOf({}));
    await pass(2900);

    expect(room.status).toBe("connected");
  });

  test("a clock that is set back hides no silence for long", async () => {
    const { room } = await joinRoom(KEPT);
    const day = Date.now;
    vi.spyOn(Date, "now").mockImplementation(() => day() - 3_600_000);

    await pass(7000);

    expect(room.status).toBe("reconnecting");
  });
});

test("nobody listens any more when the room is closed", async () => {
  const lost = await joinAndLose();
  expect(page.listeners + document.listeners).toBe(2);
  lost.server.answer = () => Promise.reject(new TypeError("no network"));
  await pass(600_000);
  expect(lost.room.status).toBe("closed");
  const left = await joinRoom(KEPT);
  void left.room.leave();
  left.socket.end(1000);
  await pass(1);

  expect(page.listeners + document.listeners).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

describe("a tab that is hidden for five minutes", () => {
  const MINUTES = 5;

  /** Timers are called once a minute, as browsers do for pages that are hidden for long. */
  function throttle(): void {
    const { setTimeout, setInterval } = globalThis;
    const nextMinute = () => 60_000 - (performance.now() % 60_000);
    vi.stubGlobal("setTimeout", (then: () => void) => setTimeout(then, nextMinute()));
    vi.stubGlobal("setInterval", (then: () => void) => setInterval(then, 60_000));
    document.visibilityState = "hidden";
    document.dispatchEvent(new Event("visibilitychange"));
  }

  function show(setTimeout: unknown): void {
    vi.stubGlobal("setTimeout", setTimeout);
    document.visibilityState = "visible";
    document.dispatchEvent(new Event("visibilitychange"));
    page.dispatchEvent(new Event("pageshow"));
    page.dispatchEvent(new Event("online"));
  }

  test("stays connected and is heard; its return makes no storm", async () => {
    const { server, socket, room } = await joinRoom(KEPT);
    const { setTimeout } = globalThis;
    throttle();
    await hear(socket, MINUTES * 60_000);
    expect(room.status).toBe("connected");
    const hidden = socket.sent.map(({ at }) => at);
    const gaps = hidden.slice(1).map((at, index) => at - (hidden[index] ?? at));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(250);

    show(setTimeout);
    for (let frame = 0; frame < 60; frame++) {
      room.input({ turn: 1 });
      await pass(16);
      socket.receive(frameOf({}));
    }

    expect(socket.sent.length - hidden.length).toBeLessThanOrEqual(20);
    expect(server.resumes).toEqual([]);
    expect(vi.getTimerCount()).toBeLessThanOrEqual(3);
    expect(page.listeners + document.listeners).toBe(2);
  });

  test("without a connection asks rarely, and once when it is shown again", async () => {
    const { server, room, attempts } = await joinAndLose();
    const { setTimeout } = globalThis;
    server.answer = () => Promise.reject(new TypeError("no network"));
    throttle();
    for (let second = 0; second < MINUTES * 60; second++) {
      room.input({ turn: 1 });
      await pass(1000);
    }
    const asked = server.resumes.length - attempts;
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThanOrEqual(2 * MINUTES);
    server.answer = () => seat();

    show(setTimeout);
    await pass(100);
    expect(server.resumes).toHaveLength(attempts + asked + 1);
    server.welcomeBack(9000);

    expect(room.status).toBe("connected");
    expect(server.socket.sent).toHaveLength(1);
    expect(server.socket.sent[0]?.frame.inputs).toHaveLength(1);
    expect(vi.getTimerCount()).toBeLessThanOrEqual(3);
  });
});
