import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { contractOf } from "../src/contract.js";
import { findDesync } from "../src/desync.js";
import { readFrame } from "../src/frame.js";
import { StateCopy } from "../src/state-copy.js";
import { KEPT } from "./fake-server.js";
import { frameOf } from "./fake-socket.js";
import { Free_TreeSchema, FreeSchema } from "./gen/contracts_pb.js";
import { StateSchema } from "./gen/vectors_pb.js";
import { joinRoom, settle } from "./join.js";

type State = MessageInitShape<typeof StateSchema>;

let errors: unknown[];

beforeEach(() => {
  vi.useFakeTimers();
  errors = [];
  vi.spyOn(console, "error").mockImplementation((text) => errors.push(text));
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A frame after which the server says that the copy should be so. */
function frameWith(held: State, removed: number[] = [], state: State = {}) {
  const bytes = toBinary(StateSchema, create(StateSchema, held));
  return frameOf({ removed, control: { held: bytes } }, state);
}

/** A room with one thing, of a server that has asked for a first comparison. */
async function joinCompared() {
  const joined = await joinRoom(KEPT);
  joined.socket.receive(frameWith({}, [], { things: [{ id: 100, cs32: 150, name: "Ada" }] }));
  await vi.dynamicImportSettled();
  await settle();
  vi.advanceTimersByTime(1000);
  return joined;
}

test("a copy that is what the server says is nothing to tell", async () => {
  const { socket } = await joinCompared();

  socket.receive(frameWith({ things: [{ id: 100, cs32: 150, name: "Ada" }], clock: {} }));
  vi.advanceTimersByTime(1000);

  expect(socket.sent.flatMap(({ frame }) => frame.desync ?? [])).toEqual([]);
  expect(errors).toEqual([]);
});

test("a copy that differs is told once, with the next frame and in the console", async () => {
  const { socket } = await joinCompared();

  socket.receive(frameWith({ things: [{ id: 100, cs32: 160, name: "Ada" }] }));
  vi.advanceTimersByTime(1000);
  socket.receive(frameWith({ things: [{ id: 100, cs32: 150, name: "Ada" }] }));
  vi.advanceTimersByTime(1000);

  expect(socket.sent.flatMap(({ frame }) => frame.desync ?? [])).toMatchObject([
    { tick: 3, name: 100, field: 32, held: "1.5" },
  ]);
  expect(errors).toEqual([
    "Rondo: at tick 3, things 100.cs32 is 1.5 here and 1.6 at the server, which now sends the " +
      "state again.",
  ]);
});

test("an entity that only one side has is told without a field", async () => {
  const { socket } = await joinCompared();

  socket.receive(frameWith({}));
  vi.advanceTimersByTime(1000);
  socket.receive(frameWith({ things: [{ id: 100, cs32: 150, name: "Ada" }, { id: 101 }] }));
  vi.advanceTimersByTime(1000);

  expect(socket.sent.flatMap(({ frame }) => frame.desync ?? [])).toMatchObject([
    { tick: 3, name: 100, field: 0, held: "present" },
    { tick: 4, name: 101, field: 0, held: "missing" },
  ]);
});

test("what is told of a long value is short", async () => {
  const { room, socket } = await joinCompared();

  socket.receive(
    frameWith({ weather: { sky: "" } }, [100], { weather: { sky: "🌧".repeat(2000) } }),
  );
  room.input({ turn: 1 });
  room.send("say", { text: "hi" });
  vi.advanceTimersByTime(1000);

  const [desync] = socket.sent.flatMap(({ frame }) => frame.desync ?? []);
  expect(desync).toMatchObject({ name: 10, field: 3, held: expect.stringMatching(/^"🌧.{25,}/u) });
  expect(desync?.held.length).toBeLessThanOrEqual(60);
});

test("what is doubtful after a lost connection is not compared", async () => {
  const { server, socket } = await joinCompared();
  socket.end(1006);
  await vi.advanceTimersByTimeAsync(250);

  server.welcomeBack(40, {});
  server.socket.receive(frameWith({}));
  vi.advanceTimersByTime(1000);

  expect(errors).toEqual([]);
});

test("messages that contain themselves are compared as deep as they are", () => {
  const { state } = contractOf(FreeSchema);
  const node = (weight: number) => ({
    parent: { parent: {}, named: { a: { weight } } },
    big: "-7",
  });
  const copyOf = (weight: number) => {
    const copy = new StateCopy(state);
    const tree = create(Free_TreeSchema, { root: node(weight) });
    copy.change(readFrame(toBinary(Free_TreeSchema, tree)));
    return copy;
  };

  expect(findDesync(copyOf(3), copyOf(3), 1)).toBeUndefined();
  expect(findDesync(copyOf(3), copyOf(4), 1)).toMatchObject({ name: 8, field: 2 });
});
