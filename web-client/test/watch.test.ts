import { create, toBinary } from "@bufbuild/protobuf";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { EntityWatcher } from "../src/index.js";
import { KEPT } from "./fake-server.js";
import { frameOf } from "./fake-socket.js";
import { MovesSchema } from "./gen/rondo/v1/wire_pb.js";
import { EventSchema, type Thing } from "./gen/vectors_pb.js";
import { joinRoom } from "./join.js";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A room with the things 100 and 101, and what is told of its things to who watches from now on. */
async function watchThings() {
  const joined = await joinRoom(KEPT);
  vi.advanceTimersByTime(1);
  joined.socket.receive(frameOf({}, { things: [{ id: 100 }, { id: 101, u32: 1 }] }));
  const told: string[] = [];
  const off = joined.room.watch("things", recordIn(told));
  told.length = 0;
  return { ...joined, told, off };
}

function recordIn(told: string[]): EntityWatcher<Thing> {
  return {
    added: ({ id, u32 }) => told.push(`added ${id}: ${u32}`),
    changed: ({ id, u32 }) => told.push(`changed ${id}: ${u32}`),
    removed: ({ id, u32 }) => told.push(`removed ${id}: ${u32}`),
  };
}

/** The bytes of an event, which the game may hear. */
function note(): Uint8Array {
  return toBinary(EventSchema, create(EventSchema, { event: { case: "note", value: {} } }));
}

describe("a watcher of an entity set", () => {
  test("hears what a frame did, entity by entity, before onFrame", async () => {
    const { room, socket, told } = await watchThings();
    room.onFrame(() => told.push("frame"));

    socket.receive(
      frameOf(
        { removed: [101], reset: [100] },
        {
          things: [
            { id: 102, u32: 2 },
            { id: 100, u32: 3 },
            { id: 102, flag: true },
            { id: 100, u32: 4 },
            { id: 101, u32: 5 },
          ],
        },
      ),
    );

    expect(told).toEqual(["changed 100: 4", "added 102: 2", "removed 101: 5", "frame"]);
    expect(room.state.things.get(102)).toMatchObject({ u32: 2, flag: true });
  });

  test("hears nothing of frames that have nothing to do with it", async () => {
    const { socket, told } = await watchThings();

    socket.receive(frameOf({}));
    socket.receive(
      frameOf({ reset: [999], removed: [999] }, { markers: [{ id: 200 }], clock: {} }),
    );

    expect(told).toEqual([]);
  });

  test("hears of those that moved, and that were only reset", async () => {
    const { socket, told } = await watchThings();
    // Gaps of 3 bits and steps of 5, then a row: the gap 0 and one step.
    const rows = Uint8Array.of(0b10100011, 0b01000000, 0);
    const moves = create(MovesSchema, { fields: 2 ** 31, first: 100, rows });
    const [bytes, frame] = [toBinary(MovesSchema, moves), frameOf({ reset: [101] })];

    socket.receive(Uint8Array.from([...frame, 0xe2, 0x06, bytes.length, ...bytes]));

    expect(told).toEqual(["changed 101: 0", "changed 100: 0"]);
  });

  test("hears nothing of what came and went in the same frame", async () => {
    const { socket, told } = await watchThings();

    socket.receive(frameOf({ removed: [102] }, { things: [{ id: 102 }] }));

    expect(told).toEqual([]);
  });

  test("that comes later hears of those that are here, at once", async () => {
    const { room, socket, told } = await watchThings();

    room.watch("things", recordIn(told));
    expect(told).toEqual(["added 100: 0", "added 101: 1"]);
    told.length = 0;
    socket.receive(frameOf({}, { things: [{ id: 100, u32: 7 }] }));

    expect(told).toEqual(["changed 100: 7", "changed 100: 7"]);
  });

  test("that comes with an event hears of those that are here after its frame", async () => {
    const { room, socket, told } = await watchThings();
    const late: string[] = [];
    room.on("note", () => {
      room.watch("things", recordIn(late));
      expect(late).toEqual([]);
    });

    const things = [{ id: 102 }, { id: 100, u32: 7 }];
    socket.receive(frameOf({ removed: [101], events: [{ payload: note() }] }, { things }));
    expect(late).toEqual(["added 100: 7", "added 102: 0"]);
    expect(told).toEqual(["added 102: 0", "changed 100: 7", "removed 101: 1"]);
    socket.receive(frameOf({}, { things: [{ id: 102, u32: 1 }] }));

    expect(late.slice(2)).toEqual(["changed 102: 1"]);
  });

  test("that comes with another watcher hears nothing twice", async () => {
    const { room, socket } = await watchThings();
    const late: string[] = [];
    const off = room.watch("things", {
      changed: () => {
        off();
        room.watch("markers", { added: ({ id }) => late.push(`added ${id}`) });
        room.watch("things", recordIn(late));
      },
    });

    socket.receive(frameOf({}, { things: [{ id: 100 }], markers: [{ id: 200 }] }));

    expect(late).toEqual(["added 200", "added 100: 0", "added 101: 1"]);
  });

  test("that was taken out hears nothing more, not even of the same frame", async () => {
    const { room, socket, told, off } = await watchThings();
    off();
    const offSecond = room.watch("things", {
      changed: ({ id }) => {
        told.push(`changed ${id}`);
        offSecond();
      },
    });

    socket.receive(frameOf({}, { things: [{ id: 100 }, { id: 101 }] }));

    expect(told).toEqual(["changed 100"]);
  });

  test("may be an object with methods", async () => {
    const { room, socket } = await watchThings();
    class Layer {
      readonly sprites = new Set<number>();
      added({ id }: Thing): void {
        this.sprites.add(id);
      }
      removed({ id }: Thing): void {
        this.sprites.delete(id);
      }
    }
    const layer = new Layer();

    room.watch("things", layer);
    socket.receive(frameOf({ removed: [100] }));

    expect([...layer.sprites]).toEqual([101]);
  });

  test("that throws is reported, and goes on hearing", async () => {
    const { room, socket, told } = await watchThings();
    const report = vi.fn();
    vi.stubGlobal("reportError", report);
    const error = new Error("a bug of the game");
    room.watch("things", {
      changed: () => {
        throw error;
      },
    });

    socket.receive(frameOf({}, { things: [{ id: 100 }, { id: 101 }] }));

    expect(report.mock.calls).toEqual([[error], [error]]);
    expect(told).toEqual(["changed 100: 0", "changed 101: 1"]);
    expect(room.tick).toBe(3);
  });

  test("of an unknown field is refused", async () => {
    const { room } = await joinRoom();

    // @ts-expect-error the contract has no such field
    expect(() => room.watch("ships", {})).toThrow(
      "name: ships (expected: things, markers, weather, clock)",
    );
  });
});

describe("a watcher of a single", () => {
  test("hears how it is, and whenever a frame names it", async () => {
    const { room, socket } = await joinRoom();
    const told: number[] = [];

    room.watch("clock", { changed: ({ seconds }) => told.push(seconds) });
    socket.receive(frameOf({}, { clock: { seconds: 5 } }));
    socket.receive(frameOf({}, { weather: {} }));
    socket.receive(frameOf({ reset: [99] }));

    expect(told).toEqual([0, 5, 0]);
  });
});

describe("after a lost connection", () => {
  test("what is still here is changed, what is not is removed, and nothing is added again", async () => {
    const { room, server, socket, told } = await watchThings();
    socket.receive(frameOf({}, { clock: { seconds: 5 } }));
    room.watch("clock", { changed: ({ seconds }) => told.push(`clock ${seconds}`) });
    socket.end(1006);
    await vi.advanceTimersByTimeAsync(250);

    server.welcomeBack(40, {}, { things: [{ id: 101, u32: 1 }] });
    server.socket.receive(frameOf({ control: { ready: {} } }, { things: [{ id: 102 }] }));

    expect(told).toEqual([
      "clock 5",
      "changed 101: 1",
      "added 102: 0",
      "removed 100: 0",
      "clock 0",
    ]);
  });
});
