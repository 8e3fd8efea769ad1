import { create, toBinary } from "@bufbuild/protobuf";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Room } from "../src/index.js";
import { type FakeServer, KEPT } from "./fake-server.js";
import { type FakeSocket, frameOf } from "./fake-socket.js";
import type { Part } from "./gen/rondo/v1/wire_pb.js";
import { EventSchema, type Vectors } from "./gen/vectors_pb.js";
import { joinRoom, settle } from "./join.js";

const LIMIT = 1_000_000;
const WINDOW = 32 * 1024;
const TICK_MILLIS = 50;

let server: FakeServer;
let room: Room<Vectors>;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(1);
  ({ server, room } = await joinRoom({ ...KEPT, attachmentBytes: LIMIT }));
  await vi.advanceTimersByTimeAsync(TICK_MILLIS);
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Bytes of which each stretch is another. */
function noise(length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, index) => (index * 2654435761) >>> 13);
}

function partsOf(socket: FakeSocket): readonly Part[] {
  return socket.sent.flatMap(({ frame }) => (frame.part === undefined ? [] : [frame.part]));
}

/** One tick, in which the server names what it has (or nothing). */
async function tick(ackedPart?: { attachment: number; bytes: number }): Promise<void> {
  // Blobs are read in real time.
  await settle();
  await settle();
  await vi.advanceTimersByTimeAsync(TICK_MILLIS);
  server.socket.receive(frameOf({ control: { ...(ackedPart && { ackedPart }) } }));
}

/** What of an attachment the server has, taken together from parts in their order. */
function received(attachment: number) {
  let bytes = Buffer.of();
  for (const socket of server.sockets) {
    for (const part of partsOf(socket).filter((part) => part.attachment === attachment)) {
      expect(part.offset).toBeLessThanOrEqual(bytes.length);
      bytes = Buffer.concat([bytes.subarray(0, part.offset), part.data]);
    }
  }
  return bytes;
}

/** Lets the server take an attachment until it has all of it. */
async function take(attachment: number, size: number): Promise<void> {
  do {
    await tick({ attachment, bytes: received(attachment).length });
  } while (received(attachment).length < size);
  await tick({ attachment, bytes: size });
}

describe("an attachment", () => {
  test.each([1, 4000, WINDOW, WINDOW + 1, 100_000])(
    "of %d bytes arrives in parts",
    async (size) => {
      const data = noise(size);
      const done = vi.fn();

      room.attach("draw", { title: "me" }, data).then(done);
      await take(1, size);
      await settle();

      expect(done).toHaveBeenCalledOnce();
      expect(received(1)).toEqual(Buffer.from(data));
      const [first, ...others] = partsOf(server.socket);
      expect(first).toMatchObject({ attachment: 1, offset: 0, size });
      expect(Buffer.from(first?.payload ?? []).toString("hex")).toBe("1a040a026d65");
      for (const part of others) {
        expect(Object.hasOwn(part, "size")).toBe(false);
        expect(part.payload).toEqual(new Uint8Array());
      }
      expect(Math.max(...server.socket.sent.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(
        4096,
      );
    },
  );

  test("of nothing arrives with its first part", async () => {
    const done = vi.fn();
    room.attach("draw", { title: "me" }, new Uint8Array()).then(done);
    await tick();
    expect(partsOf(server.socket)).toMatchObject([{ attachment: 1, offset: 0, size: 0 }]);
    expect(done).not.toHaveBeenCalled();

    await tick({ attachment: 1, bytes: 0 });
    await settle();

    expect(done).toHaveBeenCalledOnce();
    expect(partsOf(server.socket)).toHaveLength(1);
  });

  test.each([
    ["an ArrayBuffer", () => noise(5000).buffer],
    ["a view of one", () => noise(5000).subarray(1000, 4000)],
    ["a view of another type", () => new DataView(noise(5000).buffer, 8, 100)],
    ["a Blob", () => new Blob([noise(5000)])],
  ])("may be %s", async (_, make) => {
    const data = make();
    const expected = Buffer.from(await new Blob([data]).arrayBuffer());

    void room.attach("draw", {}, data);
    await take(1, expected.length);

    expect(received(1)).toEqual(expected);
  });

  test("is what it was when it was given, so that game code may reuse its bytes", async () => {
    const data = noise(5000);
    const expected = Buffer.from(data);

    void room.attach("draw", {}, data);
    data.fill(0);
    await take(1, 5000);

    expect(received(1)).toEqual(expected);
  });

  test("has at most 32 KiB on its way, and goes on with what the server names", async () => {
    void room.attach("draw", {}, noise(100_000));
    for (let ticks = 0; ticks < 40; ticks++) {
      await tick();
    }
    expect(received(1)).toHaveLength(WINDOW);

    await tick({ attachment: 1, bytes: 5000 });
    await tick();
    await tick();

    expect(received(1)).toHaveLength(WINDOW + 5000);
  });

  test("holds up neither inputs nor commands, and none of these takes a frame of its own", async () => {
    const { sent } = server.socket;
    const before = sent.length;
    void room.attach("draw", {}, noise(100_000));
    await settle();
    await settle();
    for (let ticks = 0; ticks < 8; ticks++) {
      room.input({ turn: ticks / 10 });
      room.send("say", { text: "x".repeat(1000) });
      await tick();
    }

    const frames = sent.slice(before).map(({ frame }) => frame);
    expect(frames.length).toBeLessThanOrEqual(9);
    expect(frames.flatMap(({ inputs }) => inputs)).toHaveLength(8);
    expect(frames.flatMap(({ commands }) => commands)).toHaveLength(8);
    expect(frames.every(({ part }) => part !== undefined)).toBe(true);
    expect(Math.max(...sent.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(4096);
  });

  test("says how far it has come", async () => {
    const onProgress = vi.fn(() => {
      throw new Error("a bug of the game");
    });
    vi.spyOn(console, "error").mockReturnValue();
    void room.attach("draw", {}, noise(10_000), { onProgress });
    await tick();

    await tick({ attachment: 1, bytes: 2000 });
    await tick({ attachment: 1, bytes: 2000 });
    await tick({ attachment: 1, bytes: 4000 });

    expect(onProgress.mock.calls).toEqual([
      [2000, 10_000],
      [4000, 10_000],
    ]);
  });

  test("of a Blob is read little by little", async () => {
    const blob = new Blob([noise(300_000)]);
    const slice = vi.spyOn(blob, "slice");
    vi.spyOn(blob, "arrayBuffer").mockRejectedValue(new Error("not all at once"));

    void room.attach("draw", {}, blob);
    for (let ticks = 0; ticks < 40; ticks++) {
      await tick();
    }
    expect(slice.mock.calls.length).toBeLessThanOrEqual(2);
    await take(1, 300_000);

    expect(received(1)).toHaveLength(300_000);
    for (const [start = 0, end = 0] of slice.mock.calls) {
      expect(end - start).toBeLessThanOrEqual(WINDOW);
    }
  });
});

describe("several attachments", () => {
  test("go one after the other, and are counted up", async () => {
    const done: string[] = [];
    for (const title of ["a", "b", "c"]) {
      room.attach("draw", { title }, noise(5000)).then(() => done.push(title));
    }
    await tick();
    await tick();
    await tick();
    expect(new Set(partsOf(server.socket).map(({ attachment }) => attachment))).toEqual(
      new Set([1]),
    );

    for (const attachment of [1, 2, 3]) {
      await take(attachment, 5000);
    }
    await settle();

    expect(done).toEqual(["a", "b", "c"]);
    expect(received(3)).toEqual(Buffer.from(noise(5000)));
  });

  test("wait up to 8, and more are refused", async () => {
    for (let count = 0; count < 9; count++) {
      room.attach("draw", {}, noise(10)).catch(() => {});
    }

    await expect(room.attach("draw", {}, noise(10))).rejects.toMatchObject({
      name: "RondoError",
      code: "queue_full",
      message: expect.stringContaining("8 of 8"),
    });
    await take(1, 10);
    void room.attach("draw", {}, noise(10)).catch(() => {});
  });
});

describe("an attachment that is too long", () => {
  test("is refused before anything is sent, saying how long it may be", async () => {
    await expect(room.attach("draw", {}, noise(LIMIT + 1))).rejects.toMatchObject({
      code: "too_long",
      message: expect.stringContaining(`${LIMIT} or fewer`),
    });
    await tick();
    expect(partsOf(server.socket)).toEqual([]);
  });

  test("is any where the room takes none", async () => {
    ({ server, room } = await joinRoom(KEPT));

    await expect(room.attach("draw", {}, noise(1))).rejects.toMatchObject({ code: "too_long" });
    await expect(room.attach("draw", {}, noise(0))).rejects.toMatchObject({ code: "too_long" });
  });

  test("may be so by its command", async () => {
    const title = "x".repeat(2049);

    await expect(room.attach("draw", { title }, noise(1))).rejects.toMatchObject({
      code: "too_long",
      message: expect.stringContaining("2048 or fewer"),
    });
  });
});

describe("an attachment whose connection is lost", () => {
  async function resume(ackedPart?: { attachment: number; bytes: number }): Promise<void> {
    server.socket.end(1006);
    await vi.advanceTimersByTimeAsync(1000);
    server.welcomeBack(
      1000,
      { ready: {}, ...(ackedPart && { ackedPart }) },
      {},
      { attachmentBytes: LIMIT },
    );
  }

  test("goes on behind what the server has", async () => {
    const done = vi.fn();
    room.attach("draw", {}, noise(50_000)).then(done);
    for (let ticks = 0; ticks < 6; ticks++) {
      await tick();
    }

    await resume({ attachment: 1, bytes: 8000 });
    await take(1, 50_000);
    await settle();

    expect(partsOf(server.socket)[0]).toMatchObject({ attachment: 1, offset: 8000, size: 0 });
    expect(received(1)).toEqual(Buffer.from(noise(50_000)));
    expect(done).toHaveBeenCalledOnce();
  });

  test("begins again when the server has nothing of it", async () => {
    void room.attach("draw", {}, noise(50_000));
    await tick();
    await tick();

    await resume();
    await tick();

    expect(partsOf(server.socket)[0]).toMatchObject({ attachment: 1, offset: 0, size: 50_000 });
  });

  test("is through when the server had all of it", async () => {
    const done = vi.fn();
    room.attach("draw", {}, noise(5000)).then(done);
    void room.attach("draw", {}, noise(10));
    await tick();
    await tick();

    await resume({ attachment: 1, bytes: 5000 });
    await tick();

    expect(done).toHaveBeenCalledOnce();
    expect(partsOf(server.socket)).toMatchObject([{ attachment: 2, offset: 0, size: 10 }]);
  });

  test("may be given while it is lost", async () => {
    server.socket.end(1006);
    void room.attach("draw", {}, noise(10));
    await vi.advanceTimersByTimeAsync(1000);
    server.welcomeBack(1000, { ready: {} }, {}, { attachmentBytes: LIMIT });
    await take(1, 10);

    expect(received(1)).toHaveLength(10);
  });
});

describe("a Blob that cannot be read", () => {
  const gone = new DOMException("The file has changed.", "NotReadableError");

  test("at first is refused, and the next one goes", async () => {
    const blob = new Blob([noise(10)]);
    vi.spyOn(blob, "slice").mockReturnValue({
      arrayBuffer: () => Promise.reject(gone),
    } as Partial<Blob> as Blob);
    const failed = vi.fn();
    room.attach("draw", {}, blob).catch(failed);
    void room.attach("draw", {}, noise(20));

    await take(1, 20);

    expect(failed.mock.lastCall).toMatchObject([{ code: "data_unreadable", cause: gone }]);
    expect(partsOf(server.socket)).toMatchObject([{ attachment: 1, size: 20 }]);
  });

  test("later ends all attachments, and nothing else", async () => {
    const blob = new Blob([noise(100_000)]);
    const slice = blob.slice.bind(blob);
    vi.spyOn(blob, "slice").mockImplementation((start = 0, end) =>
      start === 0
        ? slice(start, end)
        : ({ arrayBuffer: () => Promise.reject(gone) } as Partial<Blob> as Blob),
    );
    const failed = vi.fn();
    room.attach("draw", {}, blob).catch(failed);
    room.attach("draw", {}, noise(10)).catch(failed);
    for (let ticks = 0; ticks < 20; ticks++) {
      await tick({ attachment: 1, bytes: received(1).length });
    }
    await expect(room.attach("draw", {}, noise(10))).rejects.toMatchObject({
      code: "data_unreadable",
    });

    expect(failed).toHaveBeenCalledTimes(2);
    expect(received(1)).toHaveLength(WINDOW);
    expect(room.status).toBe("connected");
  });
});

test("attachments are refused when the room closes, and when it is closed", async () => {
  const failed = vi.fn();
  room.attach("draw", {}, noise(50_000)).catch(failed);
  room.attach("draw", {}, noise(10)).catch(failed);
  await tick();

  server.socket.end(4001);
  await settle();

  expect(failed.mock.calls).toMatchObject([[{ code: "closed" }], [{ code: "closed" }]]);
  await expect(room.attach("draw", {}, noise(10))).rejects.toMatchObject({ code: "closed" });
});

describe("an attachment of the server", () => {
  const payload = toBinary(
    EventSchema,
    create(EventSchema, { event: { case: "picture", value: { title: "cat" } } }),
  );

  test("comes with its event", async () => {
    const heard = vi.fn();
    room.on("picture", ({ title }, { tick, attachment }) => heard(title, tick, attachment));
    room.on("note", (_, { attachment }) => heard(attachment));
    const part = { attachment: 1, offset: 0, data: Uint8Array.of(1, 2), size: 3, payload };
    server.socket.receive(frameOf({ tick: 9, control: { part } }));
    expect(heard).not.toHaveBeenCalled();

    const rest = { attachment: 1, offset: 2, data: Uint8Array.of(3) };
    server.socket.receive(frameOf({ tick: 12, control: { part: rest } }));

    expect(heard.mock.calls).toEqual([["cat", 12, Uint8Array.of(1, 2, 3)]]);
  });

  test.each([
    ["is longer than the room said", [{ attachment: 1, offset: 0, size: LIMIT + 1, payload }]],
    ["does not begin with its first part", [{ attachment: 1, offset: 1, data: Uint8Array.of(1) }]],
    [
      "has a gap",
      [
        { attachment: 1, offset: 0, size: 3, data: Uint8Array.of(1), payload },
        { attachment: 1, offset: 2, data: Uint8Array.of(3) },
      ],
    ],
    [
      "goes on as another",
      [
        { attachment: 1, offset: 0, size: 3, data: Uint8Array.of(1), payload },
        { attachment: 2, offset: 1, data: Uint8Array.of(2) },
      ],
    ],
    ["ends too late", [{ attachment: 1, offset: 0, size: 1, data: Uint8Array.of(1, 2), payload }]],
  ])("that %s comes from a server that cannot be read", (_, parts) => {
    const closed = vi.fn();
    room.onClose(closed);

    for (const part of parts) {
      server.socket.receive(frameOf({ control: { part } }));
    }

    expect(closed.mock.lastCall).toMatchObject([{ name: "bad_answer" }]);
  });
});
