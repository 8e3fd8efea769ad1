import { create, type DescMessage, fromJson, type JsonValue, toJson } from "@bufbuild/protobuf";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { contractOf } from "../src/contract.js";
import { findDesync } from "../src/desync.js";
import { readFrame } from "../src/frame.js";
import { StateCopy } from "../src/state-copy.js";
import { Stay } from "../src/stay.js";
import { dumpState } from "./dump.js";
import {
  AckedPartSchema,
  ControlSchema,
  FailureSchema,
  GoodbyeSchema,
  PartSchema,
  ReadySchema,
  WelcomeSchema,
} from "./gen/rondo/v1/wire_pb.js";
import { EventSchema, ReplySchema, VectorsSchema } from "./gen/vectors_pb.js";
import { startJoin } from "./join.js";
import {
  badServerVectors,
  bytesOf,
  fieldsOf,
  piecesOf,
  type ServerStep,
  serverVectors,
} from "./vectors.js";

beforeEach(() => {
  vi.spyOn(console, "error").mockReturnValue();
});

afterEach(() => vi.restoreAllMocks());

describe.each(serverVectors)("$name", ({ steps }) => {
  test("is annotated piece by piece", () => {
    expect(steps.map(piecesOf)).toEqual(steps.map(({ frame }) => frame));
  });

  test("is applied", async () => {
    const player = new Player();

    for (const step of steps) {
      const told = await player.receive(step);

      const { tick, ackedInput, copy } = player.stay;
      expect({ tick, acked: ackedInput }).toEqual({ tick: step.tick, acked: step.acked });
      expect(dumpState(copy.state)).toEqual(step.state);
      expect(told.events).toEqual(eventsOf(step));
      expect(told.replies).toEqual(step.replies ?? []);
      for (const state of told.statesAtEvents) {
        expect(state).toEqual(step.stateAtEvents ?? step.state);
      }
    }
  });

  test("tells where it differs from what the server holds", async () => {
    const player = new Player();

    for (const step of steps) {
      await player.receive(step);

      const { held } = readFrame(bytesOf(step.frame)).control;
      const desync = held && findDesync(player.stay.copy, copyOf(held), step.tick);
      const { desync: expected } = step;
      expect(desync).toEqual(expected && { ...expected, held: expect.any(String) });
    }
  });

  test("keeps what it says about the connection", () => {
    for (const { frame, control = {} } of steps) {
      expect(readFrame(bytesOf(frame)).control).toEqual(controlOf(control));
    }
  });

  test("keeps the identity of what stays", async () => {
    const player = new Player();
    const { state } = player.stay.copy;

    for (const step of steps) {
      const before = new Map(entities(state));
      const { weather, clock } = state;
      await player.receive(step);

      for (const [id, entity] of entities(state)) {
        expect(entity).toBe(before.get(id) ?? entity);
      }
      expect(state["weather"]).toBe(weather);
      expect(state["clock"]).toBe(clock);
    }
  });
});

describe.each(badServerVectors)("$name", (vector) => {
  test("is annotated piece by piece", () => {
    expect(piecesOf(vector)).toBe(vector.frame);
  });

  test("is refused", async () => {
    const { socket, joining } = await startJoin();
    socket.open();

    socket.receive(bytesOf(vector.frame));

    expect(socket.closedWith).toBe(4400);
    await expect(joining).rejects.toMatchObject({ code: "bad_answer" });
  });
});

function copyOf(held: Uint8Array): StateCopy {
  const copy = new StateCopy(contractOf(VectorsSchema).state);
  copy.change(readFrame(held));
  return copy;
}

type State = Stay["copy"]["state"];

function entities({ things, markers }: State) {
  return [things, markers].flatMap((set) => (set instanceof Map ? [...set] : []));
}

interface Told {
  readonly events: { tick: number; event: JsonValue; data?: string }[];
  readonly replies: { command: number; reply?: JsonValue; failure?: JsonValue }[];
  readonly statesAtEvents: JsonValue[];
}

/** A player's stay, and what is told in it. */
class Player {
  readonly stay = new Stay(contractOf(VectorsSchema), () => {});
  #told: Told = { events: [], replies: [], statesAtEvents: [] };

  constructor() {
    for (const kind of ["bang", "note", "picture"] as const) {
      this.stay.events.on(kind, (value, { tick, attachment }) => {
        const message = create(EventSchema, { event: { case: kind, value } as never });
        const event = toJson(EventSchema, message);
        const data = attachment && { data: Buffer.from(attachment).toString("hex") };
        this.#told.events.push({ tick, event, ...data });
        this.#told.statesAtEvents.push(dumpState(this.stay.copy.state));
      });
    }
    this.stay.events.release();
  }

  async receive({ frame, replies = [], control }: ServerStep): Promise<Told> {
    this.#told = { events: [], replies: [], statesAtEvents: [] };
    for (const { command, reply } of replies) {
      this.#ask(command, Object.keys(reply ?? { say: {} })[0] ?? "");
    }
    const read = readFrame(bytesOf(frame));
    if (control?.["welcome"] !== undefined) {
      this.stay.lost();
    }
    if (read.control.goodbye === undefined) {
      this.stay.apply(read);
    }
    // Replies come with promises.
    await new Promise((resolve) => setImmediate(resolve));
    return this.#told;
  }

  #ask(command: number, kind: string): void {
    this.stay.requests
      .add(kind, 1000, () => command)
      .then(
        (value) => {
          const message = create(ReplySchema, { reply: { case: kind, value } as never });
          this.#told.replies.push({ command, reply: toJson(ReplySchema, message) });
        },
        ({ code, message }) => this.#told.replies.push({ command, failure: { code, message } }),
      );
  }
}

/** An event whose case this contract does not know is nothing to a game. */
function eventsOf({ events, attachments = [] }: ServerStep) {
  return [...events, ...attachments].filter(({ event }) => Object.keys(event).length > 0);
}

/** What the SDK reads of a control, from its JSON. */
function controlOf(json: JsonValue): object {
  const control = fromJson(ControlSchema, json);
  const optional = <M extends object>(desc: DescMessage, message: M | undefined) =>
    message && fieldsOf(desc, message);
  return {
    welcome: optional(WelcomeSchema, control.welcome),
    ready: optional(ReadySchema, control.ready),
    goodbye: optional(GoodbyeSchema, control.goodbye),
    ackedCommand: Object.hasOwn(control, "ackedCommand") ? control.ackedCommand : undefined,
    ackedPart: optional(AckedPartSchema, control.ackedPart),
    replies: control.replies.map(({ command, result: { value } }) => ({
      command,
      payload: value instanceof Uint8Array ? value : new Uint8Array(),
      failure: value instanceof Uint8Array ? undefined : optional(FailureSchema, value),
    })),
    part: optional(PartSchema, control.part),
    held: Object.hasOwn(control, "held") ? control.held : undefined,
  };
}
