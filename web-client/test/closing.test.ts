import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { CloseName } from "../src/index.js";
import { frameOf, WELCOME } from "./fake-socket.js";
import { joinRoom, settle } from "./join.js";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("a close", () => {
  const table: readonly (readonly [number, CloseName, comeBack: boolean])[] = [
    [1000, "left", false],
    [1001, "stopping", true],
    [1002, "protocol_error", false],
    [1003, "text", false],
    [1007, "unreadable", false],
    [1008, "rule_broken", false],
    [1009, "too_long", false],
    [1011, "room_failed", true],
    [4000, "kicked", false],
    [4001, "room_closed", true],
    [4002, "too_slow", true],
    [4003, "silent", true],
    [4004, "replaced", false],
    [4005, "not_admitted", true],
    [1006, "lost", true],
    [1005, "lost", true],
    [1012, "lost", true],
  ];

  test.each(table)("with %i is %s", async (code, name, comeBack) => {
    const { room, socket } = await joinRoom();
    const closed = vi.fn();
    room.onClose(closed);

    socket.end(code, "why");
    socket.end(code, "why");

    const expected = { code, name, reason: "why", comeBack, retryAfterMillis: 0 };
    expect(closed.mock.calls).toEqual([[expected]]);
  });

  test("says what the goodbye before it said", async () => {
    const { room, socket } = await joinRoom();
    const closed = vi.fn();
    room.onClose(closed);
    const goodbye = { code: 4001, reason: "Over.", comeBack: true, retryAfterMillis: 2500 };
    socket.receive(frameOf({ control: { goodbye } }));
    expect(closed).not.toHaveBeenCalled();

    socket.end(4001, "Ov");

    expect(closed).toHaveBeenCalledWith({ ...goodbye, name: "room_closed" });
  });

  test("is told to who asks later, unless they take it back", async () => {
    const { room, socket } = await joinRoom();
    socket.end(1006);
    const late = vi.fn();
    const gone = vi.fn();

    room.onClose(late);
    room.onClose(gone)();
    expect(late).not.toHaveBeenCalled();
    await settle();

    expect(late).toHaveBeenCalledOnce();
    expect(gone).not.toHaveBeenCalled();
  });

  test("leaves no timer behind", async () => {
    const { socket } = await joinRoom();
    vi.advanceTimersByTime(100);
    socket.end(1006);

    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a server that cannot be read", () => {
  const welcome = frameOf({ tick: 1, control: { welcome: WELCOME } });

  test.each([
    ["text", "hello"],
    ["a frame that ends too early", Uint8Array.of(0x42, 0x05, 0x08)],
    ["a group", Uint8Array.of(0x0b, 0x0c)],
    ["an entity without id", Uint8Array.of(0x42, 0x02, 0x70, 0x01)],
    ["an entity with a single's id", Uint8Array.of(0x42, 0x02, 0x08, 0x63)],
    ["one id in two sets", Uint8Array.of(0x42, 0x02, 0x08, 0x64, 0x4a, 0x02, 0x08, 0x64)],
    ["a value over the end of its entity", Uint8Array.of(0x42, 0x03, 0x08, 0x64, 0x1d, 0, 0, 0, 0)],
    ["an entity whose text is no UTF-8", Uint8Array.of(0x42, 0x05, 0x08, 0x64, 0x7a, 0x01, 0xff)],
    ["an event that is no event", Uint8Array.of(0x32, 0x03, 0x12, 0x01, 0xff)],
    ["a control that is no control", Uint8Array.of(0x3a, 0x01, 0xff)],
  ])("because of %s is left, and nothing is thrown at its socket", async (_, frame) => {
    const { room, socket } = await joinRoom();
    const closed = vi.fn();
    room.onClose(closed);

    expect(() => socket.receive(frame)).not.toThrow();

    expect(closed.mock.lastCall).toMatchObject([
      { name: "bad_answer", code: 4400, comeBack: false },
    ]);
    expect(socket.closedWith).toBe(4400);
    socket.receive(welcome);
    socket.end(1005);
    expect(closed).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is never more than left, whatever the bytes", async () => {
    const seed = Date.now() % 2 ** 31;
    const random = mulberry32(seed);
    for (let round = 0; round < 300; round++) {
      const { socket } = await joinRoom();
      for (let frame = 0; frame < 20; frame++) {
        const bytes = Uint8Array.from({ length: random() * 40 }, () => noise(random));
        expect(() => socket.receive(bytes), `seed ${seed}, ${bytes}`).not.toThrow();
      }
      socket.end(1006);
    }
  });
});

/** Bytes that often are tags and lengths of a state. */
function noise(random: () => number): number {
  const likely = [0x42, 0x4a, 0x52, 0x08, 0x64, 0x02, 0x04, 0x1a, 0x22, 0x32, 0x3a];
  return random() < 0.7 ? (likely[Math.floor(random() * likely.length)] ?? 0) : random() * 256;
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

describe("silence", () => {
  test("of 3 seconds, and a moment for what is late, is the end of the connection", async () => {
    const { room, socket } = await joinRoom();
    const closed = vi.fn();
    room.onClose(closed);
    vi.advanceTimersByTime(1000);
    socket.receive(frameOf({}));
    vi.advanceTimersByTime(3240);
    expect(closed).not.toHaveBeenCalled();

    vi.advanceTimersByTime(20);

    expect(closed.mock.lastCall).toMatchObject([{ name: "lost", code: 1006, comeBack: true }]);
    expect(socket.closedWith).toBeDefined();
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([3500, 60_000])(
    "of a page that was busy for %d ms ends with the frames that waited meanwhile",
    async (millis) => {
      const { room, socket } = await joinRoom();
      const closed = vi.fn();
      room.onClose(closed);
      sleep(millis);
      vi.advanceTimersByTime(1000);

      socket.receive(frameOf({}));
      vi.advanceTimersByTime(3000);
      expect(closed).not.toHaveBeenCalled();

      vi.advanceTimersByTime(250);
      expect(closed).toHaveBeenCalledOnce();
    },
  );

  test("is noticed where the browser calls timers once a minute", async () => {
    const { room, socket } = await joinRoom();
    const closed = vi.fn();
    room.onClose(closed);
    for (let minute = 1; minute <= 20; minute++) {
      sleep(minute * 60_000);
      vi.advanceTimersByTime(240);
      socket.receive(frameOf({}));
    }
    expect(closed).not.toHaveBeenCalled();

    sleep(21 * 60_000);
    vi.advanceTimersByTime(1000 + 250);

    expect(closed).toHaveBeenCalledOnce();
  });
});

/** The clock goes on by so many milliseconds in all, and timers do not: they are called late. */
function sleep(millis: number): void {
  vi.restoreAllMocks();
  const awake = performance.now.bind(performance);
  const day = Date.now;
  vi.spyOn(performance, "now").mockImplementation(() => awake() + millis);
  vi.spyOn(Date, "now").mockImplementation(() => day() + millis);
}

describe("leaving", () => {
  test("says so to the server, and ends when the server closes", async () => {
    const { room, socket } = await joinRoom();
    const closed = vi.fn();
    room.onClose(closed);
    room.send("say", { text: "bye" });
    const left = room.leave().then(() => "left");
    room.input({ turn: 1 });
    expect(() => room.send("say", { text: "more" })).toThrow(
      expect.objectContaining({ code: "closed" }),
    );
    vi.advanceTimersByTime(50);
    expect(socket.sent.at(-1)?.frame).toMatchObject({ leave: {}, commands: [{}], inputs: [] });

    socket.end(1000);

    await expect(left).resolves.toBe("left");
    expect(closed.mock.lastCall).toMatchObject([{ name: "left", comeBack: false }]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("ends after 2 seconds when the server does not answer", async () => {
    const { room, socket } = await joinRoom();
    const left = room.leave();
    vi.advanceTimersByTime(2000);

    await left;
    expect(socket.closedWith).toBe(1000);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("twice, or when the room is closed, is the same", async () => {
    const { room, socket } = await joinRoom();
    expect(room.leave()).toBe(room.leave());
    socket.end(1006);
    await room.leave();

    const other = await joinRoom();
    other.socket.end(1006);
    await other.room.leave();
    vi.advanceTimersByTime(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
