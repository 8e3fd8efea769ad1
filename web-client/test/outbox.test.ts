import { fromBinary } from "@bufbuild/protobuf";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Outbox } from "../src/outbox.js";
import { Uploads } from "../src/uploads.js";
import { type ClientFrame, ClientFrameSchema } from "./gen/rondo/v1/wire_pb.js";

const PERIOD_MILLIS = 50;
const DISPLAY_MILLIS = 1000 / 144;

interface Sent {
  readonly at: number;
  readonly bytes: number;
  readonly frame: ClientFrame;
}

let sent: Sent[];
let tick: number;
let outbox: Outbox;
/** The newest command that the server would have named. */
let named: number;

beforeEach(() => {
  vi.useFakeTimers();
  start(PERIOD_MILLIS);
});

afterEach(() => {
  outbox.disconnect();
  vi.useRealTimers();
});

function start(periodMillis: number): void {
  outbox?.disconnect();
  sent = [];
  tick = 1;
  named = 0;
  outbox = new Outbox(new Uploads(() => {}));
  connect(periodMillis);
}

function connect(periodMillis = PERIOD_MILLIS): void {
  outbox.connect({
    periodMillis,
    appliedTick: () => tick,
    send: (bytes) => {
      const frame = fromBinary(ClientFrameSchema, bytes);
      sent.push({ at: performance.now(), bytes: bytes.length, frame });
    },
  });
}

/** A frame of a server that has received all. */
function hear(): void {
  named = Math.max(named, ...sent.flatMap(({ frame }) => frame.commands.map((c) => c.sequence)));
  outbox.acknowledged(0, named);
  outbox.heard();
}

/** Lets time pass, with the frames of a server that is well. */
function pass(millis: number): void {
  const end = performance.now() + millis;
  while (performance.now() < end) {
    vi.advanceTimersByTime(Math.min(PERIOD_MILLIS, end - performance.now()));
    hear();
  }
}

/** The time between frames, in milliseconds; the first is the heartbeat of the start. */
function gaps(): number[] {
  return sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? at));
}

function inputs() {
  return sent.flatMap(({ frame }) => frame.inputs);
}

function commands(): number[] {
  return sent.flatMap(({ frame }) => frame.commands.map(({ payload }) => payload[0] ?? -1));
}

function bytes(value: number, length = 1): Uint8Array {
  return new Uint8Array(length).fill(value);
}

describe("one frame a tick", () => {
  test.each([PERIOD_MILLIS, 1000 / 60, 1000 / 30, 7])(
    "is the most, for ten seconds of inputs at 144 Hz and a tick of %f ms",
    (periodMillis) => {
      start(periodMillis);
      for (let frame = 0; frame < 1440; frame++) {
        outbox.input(tick, bytes(frame % 256));
        vi.advanceTimersByTime(DISPLAY_MILLIS);
        outbox.heard();
      }

      expect(Math.min(...gaps())).toBeGreaterThanOrEqual(periodMillis);
      expect(sent.length).toBeLessThanOrEqual(10_000 / periodMillis + 1);
      expect(sent.length).toBeGreaterThan(0.8 * Math.min(1440, 10_000 / periodMillis));
    },
  );

  test("is the most when timers fire early", () => {
    const timers = vi.spyOn(globalThis, "setTimeout");
    outbox.input(tick, bytes(1));
    const early = timers.mock.lastCall?.[0];
    vi.advanceTimersByTime(20);

    early?.();

    expect(inputs()).toHaveLength(0);
    vi.advanceTimersByTime(30);
    expect(inputs()).toHaveLength(1);
    timers.mockRestore();
  });

  test("goes at once when the last is a tick old", () => {
    vi.advanceTimersByTime(PERIOD_MILLIS);

    outbox.input(tick, bytes(1));

    expect(sent.at(-1)).toMatchObject({
      at: performance.now(),
      frame: { inputs: [{ sequence: 1 }] },
    });
  });

  test("goes when the tick is over, when the last is younger", () => {
    const startedAt = performance.now();
    vi.advanceTimersByTime(10);

    outbox.input(tick, bytes(1));
    expect(inputs()).toHaveLength(0);
    vi.advanceTimersByTime(40);

    expect(sent.at(-1)).toMatchObject({ at: startedAt + 50, frame: { inputs: [{ sequence: 1 }] } });
  });
});

describe("inputs", () => {
  test("are sent or superseded: the newest of each tick arrives", () => {
    for (let call = 0; call < 100; call++) {
      outbox.input(tick, bytes(call));
      vi.advanceTimersByTime(10);
      outbox.heard();
    }
    vi.advanceTimersByTime(PERIOD_MILLIS);

    const values = inputs().map(({ payload }) => payload[0]);
    expect(values).toEqual([...values].sort((a = 0, b = 0) => a - b));
    expect(values.at(-1)).toBe(99);
    expect(values).toHaveLength(20);
  });

  test("are numbered from 1 without gaps, and carry the tick that was seen when they were given", () => {
    for (const given of [10, 12, 14]) {
      tick = given;
      outbox.input(tick, bytes(given));
      tick += 1;
      vi.advanceTimersByTime(PERIOD_MILLIS);
    }

    const [, ...frames] = sent.map(({ frame }) => frame);
    expect(frames.map(({ applied }) => applied)).toEqual([11, 13, 15]);
    expect(inputs()).toMatchObject([
      { sequence: 1, seenTick: 10 },
      { sequence: 2, seenTick: 12 },
      { sequence: 3, seenTick: 14 },
    ]);
  });

  test("that can never fit are refused, saying how long they may be", () => {
    expect(() => outbox.input(tick, bytes(0, 4071))).toThrow(
      expect.objectContaining({
        code: "too_long",
        message: expect.stringContaining("4070 or fewer"),
      }),
    );

    outbox.input(tick, bytes(1, 4070));
    vi.advanceTimersByTime(PERIOD_MILLIS);
    expect(inputs()).toHaveLength(1);
    expect(sent.at(-1)?.bytes).toBeLessThanOrEqual(4096);
  });
});

describe("commands", () => {
  test("go with the next frame, in order", () => {
    outbox.command(bytes(1), false);
    outbox.input(tick, bytes(9));
    outbox.command(bytes(2), false);
    vi.advanceTimersByTime(PERIOD_MILLIS);

    expect(sent).toHaveLength(2);
    expect(commands()).toEqual([1, 2]);
    expect(inputs()).toHaveLength(1);
  });

  test("wait up to 32 behind 32 that are on their way, and more are refused", () => {
    for (let value = 0; value < 64; value++) {
      outbox.command(bytes(value), false);
    }

    expect(() => outbox.command(bytes(64), false)).toThrow(
      expect.objectContaining({ code: "queue_full", message: expect.stringContaining("64 of 64") }),
    );
    vi.advanceTimersByTime(PERIOD_MILLIS);
    expect(commands()).toHaveLength(32);
    expect(() => outbox.command(bytes(64), false)).toThrow();
    hear();
    outbox.command(bytes(64), false);
  });

  test("are numbered from 1, and say whether they ask", () => {
    expect(outbox.command(bytes(1), false)).toBe(1);
    expect(outbox.command(bytes(2), true)).toBe(2);
    vi.advanceTimersByTime(PERIOD_MILLIS);

    expect(sent.at(-1)?.frame.commands).toMatchObject([
      { sequence: 1, asks: false },
      { sequence: 2, asks: true },
    ]);
  });

  test("are at most 32 that the server has not named, however many of its frames come", () => {
    for (let value = 0; value < 50; value++) {
      outbox.command(bytes(value), false);
    }
    for (let frame = 0; frame < 20; frame++) {
      vi.advanceTimersByTime(PERIOD_MILLIS);
      outbox.heard();
    }
    expect(commands()).toHaveLength(32);

    outbox.acknowledged(0, 8);
    outbox.heard();
    vi.advanceTimersByTime(PERIOD_MILLIS);
    expect(commands()).toEqual(Array.from({ length: 40 }, (_, value) => value));

    pass(1000);
    expect(commands()).toEqual(Array.from({ length: 50 }, (_, value) => value));
  });

  test("of which too many are on their way keep neither inputs nor heartbeats", () => {
    for (let value = 0; value < 32; value++) {
      outbox.command(bytes(value), false);
    }
    vi.advanceTimersByTime(PERIOD_MILLIS);
    outbox.command(bytes(32), false);
    outbox.input(tick, bytes(1));
    vi.advanceTimersByTime(500);

    expect(commands()).toHaveLength(32);
    expect(inputs()).toHaveLength(1);
    expect(gaps()).toEqual([50, 50, 200, 200]);
  });

  test("that do not fit wait for the next frame, and no frame is over 4096 bytes", () => {
    for (let value = 0; value < 32; value++) {
      outbox.command(bytes(value, 1000 + value), false);
    }
    outbox.input(tick, bytes(1, 1000));
    pass(1000);

    expect(commands()).toEqual(Array.from({ length: 32 }, (_, value) => value));
    expect(inputs()).toHaveLength(1);
    expect(Math.max(...sent.map((frame) => frame.bytes))).toBeLessThanOrEqual(4096);
    expect(Math.min(...gaps())).toBeGreaterThanOrEqual(PERIOD_MILLIS);
  });

  test("that can never fit are refused, saying how long they may be", () => {
    expect(() => outbox.command(bytes(0, 4075), false)).toThrow(
      expect.objectContaining({
        code: "too_long",
        message: expect.stringContaining("4074 or fewer"),
      }),
    );

    tick = 4294967295;
    outbox.command(bytes(1, 4074), false);
    outbox.leave();
    vi.advanceTimersByTime(PERIOD_MILLIS);
    // The sequence is still short; it may take 4 bytes more.
    expect(sent.at(-1)).toMatchObject({ bytes: 4092, frame: { leave: {} } });
  });

  test("before a long input do not keep it from going later", () => {
    outbox.command(bytes(1, 100), false);
    outbox.input(tick, bytes(2, 4070));
    pass(2 * PERIOD_MILLIS);

    expect(sent.map(({ frame }) => [frame.commands.length, frame.inputs.length])).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
    ]);
  });
});

describe("the heartbeat", () => {
  test("says what was applied, at the start and at least every 250 ms", () => {
    for (tick = 1; tick <= 100; tick++) {
      vi.advanceTimersByTime(PERIOD_MILLIS);
      outbox.heard();
    }

    expect(Math.max(...gaps())).toBeLessThanOrEqual(250);
    expect(sent.length).toBeLessThan(30);
    expect(sent.map(({ frame }) => frame.applied)).toEqual(
      [...sent.map(({ frame }) => frame.applied)].sort((a, b) => a - b),
    );
    expect(sent.at(-1)?.frame.applied).toBeGreaterThan(95);
  });

  test("goes on where the browser calls timers late, driven by the frames that come", () => {
    const timers = vi.spyOn(globalThis, "setTimeout").mockReturnValue(0 as never);
    start(PERIOD_MILLIS);
    for (let frame = 0; frame < 40; frame++) {
      vi.advanceTimersByTime(PERIOD_MILLIS);
      outbox.heard();
    }
    timers.mockRestore();

    expect(sent).toHaveLength(11);
    expect(Math.max(...gaps())).toBe(200);
  });

  test("goes on in a room in which nothing changes, and what is given leaves at once", () => {
    for (let frame = 0; frame < 20; frame++) {
      vi.advanceTimersByTime(490);
      outbox.input(1, Uint8Array.of(frame));
      vi.advanceTimersByTime(10);
      outbox.heard();
    }

    expect(Math.max(...gaps())).toBeLessThanOrEqual(250);
    expect(sent.flatMap(({ at, frame }) => frame.inputs.map(() => at % 500))).toEqual(
      new Array(20).fill(490),
    );
  });

  test("is not more often than once a tick", () => {
    start(400);
    pass(4000);

    expect(Math.min(...gaps())).toBeGreaterThanOrEqual(400);
  });
});

describe("a stall of the network", () => {
  test("lets only heartbeats go, so that no burst breaks the server's rule", () => {
    start(1000 / 60);
    for (let frame = 0; frame < 3 * 144; frame++) {
      outbox.input(tick, bytes(1));
      vi.advanceTimersByTime(DISPLAY_MILLIS);
    }

    expect(sent.length).toBeLessThan(2 * 60 + 20);
  });

  test("ends with the next frame that comes", () => {
    vi.advanceTimersByTime(2000);
    outbox.input(tick, bytes(1));
    outbox.heard();
    vi.advanceTimersByTime(PERIOD_MILLIS);

    expect(inputs()).toHaveLength(1);
  });
});

describe("leaving", () => {
  test("sends what waits, then the leave, then nothing", () => {
    for (let value = 0; value < 10; value++) {
      outbox.command(bytes(value, 1000), false);
    }
    outbox.leave();
    pass(2000);

    expect(commands()).toHaveLength(10);
    expect(sent.filter(({ frame }) => frame.leave !== undefined)).toEqual([sent.at(-1)]);
    const [, ...afterTheCall] = gaps();
    expect(Math.min(...afterTheCall)).toBeGreaterThanOrEqual(PERIOD_MILLIS);
  });

  test("does not wait for the tick: a page that is closed has no time", () => {
    outbox.command(bytes(1), false);

    outbox.leave();

    expect(sent.at(-1)).toMatchObject({
      at: performance.now(),
      frame: { leave: {}, commands: [{ sequence: 1 }] },
    });
  });
});

describe("the next connection", () => {
  test("starts with what the server has not named, in order, and with the newest input", () => {
    for (let value = 1; value <= 40; value++) {
      outbox.command(bytes(value), false);
    }
    outbox.input(tick, bytes(1));
    vi.advanceTimersByTime(PERIOD_MILLIS);
    outbox.disconnect();
    outbox.command(bytes(41), false);
    sent = [];

    outbox.acknowledged(0, 10);
    connect();
    pass(PERIOD_MILLIS);

    expect(commands()).toEqual(Array.from({ length: 31 }, (_, value) => value + 11));
    expect(sent[0]?.frame.commands).toHaveLength(30 + 1);
    expect(inputs()).toMatchObject([{ sequence: 1 }]);
  });

  test("is sent no input that the server has named, and no old one", () => {
    outbox.input(tick, bytes(1));
    vi.advanceTimersByTime(PERIOD_MILLIS);
    outbox.disconnect();
    sent = [];
    outbox.acknowledged(1, 0);
    connect();
    expect(inputs()).toEqual([]);

    outbox.disconnect();
    for (let value = 2; value < 10; value++) {
      outbox.input(tick, bytes(value));
    }
    connect();

    expect(inputs()).toMatchObject([{ sequence: 2, payload: bytes(9) }]);
  });

  test("does not take a new input for one that was sent before", () => {
    outbox.input(tick, bytes(1));
    vi.advanceTimersByTime(PERIOD_MILLIS);
    outbox.disconnect();
    outbox.input(tick, bytes(2));

    connect();

    expect(inputs()).toMatchObject([
      { sequence: 1, payload: bytes(1) },
      { sequence: 2, payload: bytes(2) },
    ]);
  });

  test("is waited for with a bounded queue, and without a timer", () => {
    outbox.disconnect();
    for (let value = 0; value < 64; value++) {
      outbox.command(bytes(value), false);
      outbox.input(tick, bytes(value));
    }

    expect(() => outbox.command(bytes(64), false)).toThrow(
      expect.objectContaining({ code: "queue_full" }),
    );
    expect(vi.getTimerCount()).toBe(0);
    expect(sent).toHaveLength(1);
  });

  test("is told that the player leaves", () => {
    outbox.disconnect();
    outbox.leave();

    connect();

    expect(sent.at(-1)?.frame.leave).toBeDefined();
  });
});

test("nothing is sent without a connection", () => {
  outbox.command(bytes(1), false);
  outbox.disconnect();
  outbox.heard();
  vi.advanceTimersByTime(1000);

  expect(sent).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});
