import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { beforeEach, describe, expect, test } from "vitest";
import { contractOf } from "../src/contract.js";
import { readFrame } from "../src/frame.js";
import { StateCopy } from "../src/state-copy.js";
import { dumpState } from "./dump.js";
import { frameOf } from "./fake-socket.js";
import { MovesSchema } from "./gen/rondo/v1/wire_pb.js";
import { type StateSchema, VectorsSchema } from "./gen/vectors_pb.js";

const THINGS = 108;
const MARKERS = 109;
/** Bits of the fields with a step that Moves can name: Thing.ci32 and Marker.height. */
const CI32 = 2 ** 31;
const HEIGHT = 1 << 2;

let copy: StateCopy;

beforeEach(() => {
  copy = new StateCopy(contractOf(VectorsSchema).state);
});

type Rules = Parameters<typeof frameOf>[0];
type State = MessageInitShape<typeof StateSchema>;

function apply(rules: Rules, state: State = {}, ...more: readonly Uint8Array[]): void {
  const bytes = [frameOf(rules, state), ...more].flatMap((part) => [...part]);
  const frame = readFrame(Uint8Array.from(bytes));
  copy.change(frame);
  copy.remove(frame);
}

function movesOf(field: number, bytes: Uint8Array): Uint8Array {
  return new BinaryWriter().tag(field, WireType.LengthDelimited).bytes(bytes).finish();
}

function moves(field: number, init: MessageInitShape<typeof MovesSchema>): Uint8Array {
  return movesOf(field, toBinary(MovesSchema, create(MovesSchema, init)));
}

/** Markers with these ids, all of the height 10 (of 0.1). */
function standAt10(...ids: readonly number[]): void {
  apply({}, { markers: ids.map((id) => ({ id, height: 10 })) });
}

function heights(): Record<string, unknown> {
  const markers = Object.entries(dumpState(copy.state)["markers"] ?? {});
  return Object.fromEntries(markers.map(([id, marker]) => [id, marker?.["height"]]));
}

describe("moves", () => {
  test("are added to the counts of the entities that they name, in order", () => {
    standAt10(100, 101, 105);

    apply({}, {}, moves(MARKERS, { fields: HEIGHT, ids: [200, 2, 8], steps: [1, -2, 3] }));

    expect(heights()).toEqual({ 100: 11, 101: 8, 105: 13 });
  });

  test("name ids that follow without a gap as a run", () => {
    standAt10(100, 101, 102, 200, 201);

    const ids = [201, 2, 197, 1];
    apply({}, {}, moves(MARKERS, { fields: HEIGHT, ids, steps: [1, 2, 3, 4, 5] }));

    expect(heights()).toEqual({ 100: 11, 101: 12, 102: 13, 200: 14, 201: 15 });
  });

  test("replace where absolute names the entity", () => {
    standAt10(100, 101);

    apply(
      { absolute: [101] },
      {},
      moves(MARKERS, { fields: HEIGHT, ids: [201, 1], steps: [1, 1] }),
    );

    expect(heights()).toEqual({ 100: 11, 101: 1 });
  });

  test("wrap around at 32 bits", () => {
    apply({}, { things: [{ id: 100, ci32: 2 ** 31 - 1 }] });

    apply({}, {}, moves(THINGS, { fields: CI32, ids: [200], steps: [1] }));

    expect(dumpState(copy.state)["things"]).toEqual({ 100: { ci32: -(2 ** 31) } });
  });

  test("start at 0 in a copy that was reset in the same frame", () => {
    standAt10(100);

    apply({ reset: [100] }, {}, moves(MARKERS, { fields: HEIGHT, ids: [200], steps: [3] }));

    expect(heights()).toEqual({ 100: 3 });
  });

  test("go on with what elements before them in the frame said", () => {
    standAt10(100);

    apply(
      {},
      { markers: [{ id: 100, height: 5, text: "a" }] },
      moves(MARKERS, { fields: HEIGHT, ids: [200], steps: [1] }),
    );

    expect(dumpState(copy.state)["markers"]).toEqual({ 100: { height: 16, text: "a" } });
  });

  test("of entities that are not here are skipped with their steps, and make none", () => {
    standAt10(101, 103);

    apply({}, {}, moves(MARKERS, { fields: HEIGHT, ids: [201, 3], steps: [1, 2, 3, 4] }));

    expect(heights()).toEqual({ 101: 12, 103: 14 });
  });

  test("of fields that this contract does not know, or not with a step, are skipped", () => {
    standAt10(100, 101);

    const fields = HEIGHT | (1 << 1) | (1 << 3) | (1 << 17);
    const steps = [9, 1, 9, 9, 9, 2, 9, 9];
    apply({}, {}, moves(MARKERS, { fields, ids: [201, 1], steps }));

    expect(dumpState(copy.state)["markers"]).toEqual({ 100: { height: 11 }, 101: { height: 12 } });
  });

  test("of sets that this contract does not know, and of singles, are skipped", () => {
    standAt10(100);

    apply({}, {}, moves(110, { fields: 16, ids: [200], steps: [1] }), moves(150, { ids: [7] }));

    expect(heights()).toEqual({ 100: 10 });
  });

  test("may be written in any order, in several pieces, and unpacked", () => {
    standAt10(100, 101, 102);
    const bytes = new BinaryWriter()
      .tag(3, WireType.LengthDelimited)
      .fork()
      .sint32(1)
      .join()
      .tag(2, WireType.Varint)
      .uint32(200)
      .tag(9, WireType.LengthDelimited)
      .string("unknown")
      .tag(3, WireType.Varint)
      .sint32(2)
      .tag(2, WireType.LengthDelimited)
      .fork()
      .join()
      .tag(2, WireType.LengthDelimited)
      .fork()
      .uint32(3)
      .uint32(0)
      .uint32(2)
      .join()
      .tag(3, WireType.LengthDelimited)
      .fork()
      .sint32(300)
      .join()
      .tag(1, WireType.Varint)
      .uint32(HEIGHT)
      .finish();

    apply({}, {}, movesOf(MARKERS, bytes));

    expect(heights()).toEqual({ 100: 11, 101: 12, 102: 310 });
  });

  test("of nothing change nothing", () => {
    standAt10(100);

    apply({}, {}, moves(MARKERS, {}), moves(MARKERS, { fields: HEIGHT }));

    expect(heights()).toEqual({ 100: 10 });
  });
});

describe("moves that are none", () => {
  test.each([
    ["fewer steps than entities", { fields: HEIGHT, ids: [200, 2], steps: [1] }],
    ["fewer steps than fields", { fields: HEIGHT | 8, ids: [200], steps: [1] }],
    ["steps of no entity", { fields: HEIGHT, ids: [200], steps: [1, 2] }],
    ["steps alone", { fields: HEIGHT, steps: [1] }],
    ["entities and no field", { ids: [200] }],
    ["a run of 4 billion entities and no field", { ids: [201, 2 ** 32 - 1] }],
    [
      "a run of 4 billion entities",
      { fields: HEIGHT, ids: [201, 2 ** 32 - 1], steps: new Array(1000).fill(1) },
    ],
    ["a run of no length", { fields: HEIGHT, ids: [201], steps: [1] }],
    ["an id twice", { fields: HEIGHT, ids: [200, 0], steps: [1, 1] }],
    ["an id of another set", { fields: HEIGHT, ids: [220], steps: [1] }],
  ])("are refused: %s", (_, init) => {
    apply({}, { things: [{ id: 110 }] });
    standAt10(100, 101);

    const refused = () => apply({}, {}, moves(MARKERS, init));

    expect(refused).toThrow(expect.objectContaining({ name: "FrameError" }));
  });

  test.each([
    ["ids that run over their list", [0x08, 4, 0x12, 1, 0xc8, 1, 0x1a, 1, 2]],
    ["a list that runs over the message", [0x08, 4, 0x12, 9, 0xc8, 1]],
    ["fields that run over the message", [0x08, 0x84]],
  ])("are refused: %s", (_, bytes) => {
    standAt10(100);

    expect(() =>
      apply({}, {}, movesOf(MARKERS, Uint8Array.from(bytes)), Uint8Array.of()),
    ).toThrow();
  });
});
