import { create, type JsonValue, toJson } from "@bufbuild/protobuf";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { contractOf } from "../src/contract.js";
import { readFrame } from "../src/frame.js";
import { ControlSchema } from "../src/gen/rondo/v1/wire_pb.js";
import { LiveRoom } from "../src/live-room.js";
import { dumpState } from "./dump.js";
import { FakeSocket } from "./fake-socket.js";
import { EventSchema, type Vectors, VectorsSchema } from "./gen/vectors_pb.js";
import { bytesOf, piecesOf, type ServerStep, serverVectors } from "./vectors.js";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe.each(serverVectors)("$name", ({ steps }) => {
  test("is annotated piece by piece", () => {
    expect(steps.map(piecesOf)).toEqual(steps.map(({ frame }) => frame));
  });

  test("is applied", () => {
    const failed = vi.fn();
    const { room, socket, events } = openRoom(failed);

    for (const step of steps) {
      socket.receive(bytesOf(step.frame));
      vi.advanceTimersByTime(1);

      expect(failed).not.toHaveBeenCalled();
      expect(room.tick).toBe(step.tick);
      expect(room.ackedInput).toBe(step.acked);
      expect(dumpState(room.state)).toEqual(step.state);
      expect(events.splice(0)).toEqual(knownEvents(step));
    }
  });

  test("keeps what it says about the connection", () => {
    const controls = steps.map(({ frame }) => readFrame(bytesOf(frame)).control);

    const expected = steps.map(({ control }) => control ?? {});
    expect(controls.map((control) => toJson(ControlSchema, control))).toEqual(expected);
  });

  test("keeps the identity of what stays", () => {
    const { room, socket } = openRoom(vi.fn());

    for (const { frame } of steps) {
      const things = new Map(room.state.things);
      const { weather, clock } = room.state;
      socket.receive(bytesOf(frame));

      for (const [id, thing] of room.state.things) {
        expect(thing).toBe(things.get(id) ?? thing);
      }
      expect(room.state.weather).toBe(weather);
      expect(room.state.clock).toBe(clock);
    }
  });
});

/** A room that is being joined, and what it hears. */
function openRoom(failed: () => void) {
  let socket: FakeSocket | undefined;
  class Socket extends FakeSocket {
    constructor(url: string, protocol: string) {
      super(url, protocol);
      socket = this;
    }
  }
  const url = new URL("ws://rondo.test/ws");
  const room = new LiveRoom<Vectors>(contractOf(VectorsSchema), Socket, url, {
    ready() {},
    failed,
  });
  const events: { tick: number; event: JsonValue }[] = [];
  room.on("bang", (value, { tick }) => {
    events.push({
      tick,
      event: toJson(EventSchema, create(EventSchema, { event: { case: "bang", value } })),
    });
  });
  room.on("note", (value, { tick }) => {
    events.push({
      tick,
      event: toJson(EventSchema, create(EventSchema, { event: { case: "note", value } })),
    });
  });
  if (socket === undefined) {
    throw new Error("The room opened no socket.");
  }
  socket.open();
  return { room, socket, events };
}

/** An event whose case this contract does not know is nothing to a game. */
function knownEvents({ events }: ServerStep) {
  return events.filter(({ event }) => Object.keys(event).length > 0);
}
