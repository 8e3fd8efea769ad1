import { fromBinary } from "@bufbuild/protobuf";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type ClientFrame, ClientFrameSchema } from "../src/gen/rondo/v1/wire_pb.js";
import { Outbox } from "../src/outbox.js";

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

beforeEach(() => {
  vi.useFakeTimers();
  start(PERIOD_MILLIS);
});

afterEach(() => {
  outbox.close();
  vi.useRealTimers();
});

function start(periodMillis: number): void {
  outbox?.close();
  sent = [];
  tick = 1;
  outbox = new Outbox(periodMillis, {
    appliedTick: () => tick,
    send: (bytes) => {
      const frame = fromBinary(ClientFrameSchema, bytes);
      sent.push({ at: performance.now(), bytes: bytes.length, frame });
    },
  });
}

/** Lets time pass, with the frames of a server that is well. */
function pass(millis: number): void {
  const end = performance.now() + millis;
  while (performance.now() < end) {
    vi.advanceTimersByTime(Math.min(PERIOD_MILLIS, end - performance.now()));
    outbox.heard();
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
  return sent.flatMap(({ frame }) => frame.commands.map((command) => command[0] ?? -1));
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
        outbox.input(bytes(frame % 256));
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
    outbox.input(bytes(1));
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

    outbox.input(bytes(1));

    expect(sent.at(-1)).toMatchObject({
      at: performance.now(),
      frame: { inputs: [{ sequence: 1 }] },
    });
  });

  test("goes when the tick is over, when the last is younger", () => {
    const startedAt = performance.now();
    vi.advanceTimersByTime(10);

    outbox.input(bytes(1));
    expect(inputs()).toHaveLength(0);
    vi.advanceTimersByTime(40);

    expect(sent.at(-1)).toMatchObject({ at: startedAt + 50, frame: { inputs: [{ sequence: 1 }] } });
  });
});

describe("inputs", () => {
  test("are sent or superseded: the newest of each tick arrives", () => {
    for (let call = 0; call < 100; call++) {
      outbox.input(bytes(call));
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
      outbox.input(bytes(given));
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
    expect(() => outbox.input(bytes(0, 4071))).toThrow(
      expect.objectContaining({
        code: "too_long",
        message: expect.stringContaining("4070 or fewer"),
      }),
    );

    outbox.input(bytes(1, 4070));
    vi.advanceTimersByTime(PERIOD_MILLIS);
    expect(inputs()).toHaveLength(1);
    expect(sent.at(-1)?.bytes).toBeLessThanOrEqual(4096);
  });
});

describe("commands", () => {
  test("go with the next frame, in order", () => {
    outbox.command(bytes(1));
    outbox.input(bytes(9));
    outbox.command(bytes(2));
    vi.advanceTimersByTime(PERIOD_MILLIS);

    expect(sent).toHaveLength(2);
    expect(commands()).toEqual([1, 2]);
    expect(inputs()).toHaveLength(1);
  });

  test("wait up to 32, and more are refused", () => {
    for (let value = 0; value < 32; value++) {
      outbox.command(bytes(value));
    }

    expect(() => outbox.command(bytes(32))).toThrow(
      expect.objectContaining({ code: "queue_full", message: expect.stringContaining("32 of 32") }),
    );
    vi.advanceTimersByTime(PERIOD_MILLIS);
    expect(commands()).toHaveLength(32);
    outbox.command(bytes(33));
  });

  test("are at most 32 between two frames of the server, and the rest leaves with the next", () => {
    vi.advanceTimersByTime(PERIOD_MILLIS);
    for (let value = 0; value < 50; value++) {
      outbox.command(bytes(value));
      vi.advanceTimersByTime(10);
    }
    expect(commands()).toHaveLength(32);
    const framesUntilHeard = sent.length;

    outbox.heard();

    expect(commands()).toEqual(Array.from({ length: 50 }, (_, value) => value));
    expect(sent).toHaveLength(framesUntilHeard + 1);
  });

  test("of which too many are on their way keep neither inputs nor heartbeats", () => {
    for (let value = 0; value < 32; value++) {
      outbox.command(bytes(value));
    }
    vi.advanceTimersByTime(PERIOD_MILLIS);
    outbox.command(bytes(32));
    outbox.input(bytes(1));
    vi.advanceTimersByTime(500);

    expect(commands()).toHaveLength(32);
    expect(inputs()).toHaveLength(1);
    expect(gaps()).toEqual([50, 50, 200, 200]);
  });

  test("that do not fit wait for the next frame, and no frame is over 4096 bytes", () => {
    for (let value = 0; value < 32; value++) {
      outbox.command(bytes(value, 1000 + value));
    }
    outbox.input(bytes(1, 1000));
    pass(1000);

    expect(commands()).toEqual(Array.from({ length: 32 }, (_, value) => value));
    expect(inputs()).toHaveLength(1);
    expect(Math.max(...sent.map((frame) => frame.bytes))).toBeLessThanOrEqual(4096);
    expect(Math.min(...gaps())).toBeGreaterThanOrEqual(PERIOD_MILLIS);
  });

  test("that can never fit are refused, saying how long they may be", () => {
    expect(() => outbox.command(bytes(0, 4086))).toThrow(
      expect.objectContaining({
        code: "too_long",
        message: expect.stringContaining("4085 or fewer"),
      }),
    );

    tick = 4294967295;
    outbox.command(bytes(1, 4085));
    outbox.leave();
    vi.advanceTimersByTime(PERIOD_MILLIS);
    expect(sent.at(-1)).toMatchObject({ bytes: 4096, frame: { leave: {} } });
  });

  test("before a long input do not keep it from going later", () => {
    outbox.command(bytes(1, 100));
    outbox.input(bytes(2, 4070));
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
      outbox.input(bytes(1));
      vi.advanceTimersByTime(DISPLAY_MILLIS);
    }

    expect(sent.length).toBeLessThan(2 * 60 + 20);
  });

  test("ends with the next frame that comes", () => {
    vi.advanceTimersByTime(2000);
    outbox.input(bytes(1));
    outbox.heard();
    vi.advanceTimersByTime(PERIOD_MILLIS);

    expect(inputs()).toHaveLength(1);
  });
});

describe("leaving", () => {
  test("sends what waits, then the leave, then nothing", () => {
    for (let value = 0; value < 10; value++) {
      outbox.command(bytes(value, 1000));
    }
    outbox.leave();
    pass(2000);

    expect(commands()).toHaveLength(10);
    expect(sent.filter(({ frame }) => frame.leave !== undefined)).toEqual([sent.at(-1)]);
    expect(Math.min(...gaps())).toBeGreaterThanOrEqual(PERIOD_MILLIS);
  });

  test("goes at once when the last frame is a tick old", () => {
    vi.advanceTimersByTime(PERIOD_MILLIS);

    outbox.leave();

    expect(sent.at(-1)).toMatchObject({ at: performance.now(), frame: { leave: {} } });
  });
});

test("nothing is sent after the close", () => {
  outbox.command(bytes(1));
  outbox.close();
  outbox.heard();
  pass(1000);

  expect(sent).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});
