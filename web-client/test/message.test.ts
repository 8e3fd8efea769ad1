import { create, fromBinary, type MessageInitShape } from "@bufbuild/protobuf";
import { BinaryReader, BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { describe, expect, test } from "vitest";
import { readMessage, tableOf, writeMessage } from "../src/table.js";
import { Free_NodeSchema } from "./gen/contracts_pb.js";
import { Mood, type Thing, ThingSchema } from "./gen/vectors_pb.js";

function readThing(bytes: Uint8Array): Thing {
  const message = readMessage(tableOf(ThingSchema), new BinaryReader(bytes), bytes.length);
  return Object.assign(create(ThingSchema), message);
}

describe("reading a message", () => {
  test("treats a known number with another wire type as an unknown field", () => {
    const bytes = new BinaryWriter()
      .tag(6, WireType.LengthDelimited)
      .string("u32 is no string")
      .tag(15, WireType.Varint)
      .uint32(1)
      .tag(6, WireType.Varint)
      .uint32(7)
      .finish();

    expect(readThing(bytes)).toEqual(create(ThingSchema, { u32: 7 }));
  });

  test("keeps the map key __proto__ as a key, and gives the map no other prototype", () => {
    const bytes = new BinaryWriter()
      .tag(22, WireType.LengthDelimited)
      .fork()
      .tag(1, WireType.LengthDelimited)
      .string("__proto__")
      .tag(2, WireType.Varint)
      .sint32(5)
      .join()
      .finish();

    const { tally } = readThing(bytes);

    expect(Object.entries(tally)).toEqual([["__proto__", 5]]);
    expect(Object.getPrototypeOf(tally)).toBe(Object.prototype);
  });

  test("copies bytes, so that no entity keeps a frame in memory", () => {
    const frame = new BinaryWriter()
      .tag(16, WireType.LengthDelimited)
      .bytes(Uint8Array.of(1, 2))
      .finish();

    const { data } = readThing(frame);

    expect(data).toEqual(Uint8Array.of(1, 2));
    expect(data.buffer.byteLength).toBe(2);
  });

  test("shows 64-bit numbers as text where the contract asks for that", () => {
    const table = tableOf(Free_NodeSchema);
    const bytes = new BinaryWriter().tag(5, WireType.Varint).int64(-9007199254740993n).finish();

    expect(readMessage(table, new BinaryReader(bytes), bytes.length)).toMatchObject({
      big: "-9007199254740993",
    });
  });

  test("shows counts in nested messages times their step", () => {
    const table = tableOf(Free_NodeSchema);
    const bytes = new BinaryWriter().tag(4, WireType.Varint).sint32(-3).finish();

    expect(readMessage(table, new BinaryReader(bytes), bytes.length)).toMatchObject({
      weight: -1.5,
    });
  });
});

/** One of everything, of which counts are integers. */
const everything: MessageInitShape<typeof ThingSchema> = {
  id: 4294967295,
  f64: -0.1,
  f32: 1.5,
  i32: -2147483648,
  i64: -9007199254740993n,
  u32: 0,
  u64: 18446744073709551615n,
  s32: -1,
  s64: -1n,
  x32: 1,
  x64: 1n,
  sx32: -1,
  sx64: -1n,
  flag: false,
  name: "Ada ☃",
  data: Uint8Array.of(0, 255),
  mood: Mood.ANGRY,
  at: { x: 0, note: "" },
  path: [1, -1, 300],
  trail: [{}, { y: 7 }],
  tags: ["", "b"],
  tally: { "": 1, b: -1 },
  posts: { 0: {}, 4294967295: { x: 1 } },
  cargo: { case: "goal", value: { x: 1 } },
  cs32: -150,
};

describe("writing a message", () => {
  test("writes what is given, defaults too, and nothing else", () => {
    const bytes = writeMessage(tableOf(ThingSchema), everything);

    expect(fromBinary(ThingSchema, bytes)).toEqual(create(ThingSchema, everything));
    expect(writeMessage(tableOf(ThingSchema), {})).toHaveLength(0);
    expect(writeMessage(tableOf(ThingSchema), { path: [], tally: {} })).toHaveLength(0);
  });

  test("takes messages that the runtime made, of which defaults were not given", () => {
    const thing = create(ThingSchema, everything);

    const bytes = writeMessage(tableOf(ThingSchema), thing);

    expect(fromBinary(ThingSchema, bytes)).toEqual(thing);
    expect(writeMessage(tableOf(ThingSchema), create(ThingSchema))).toHaveLength(0);
  });

  test("takes objects with getters, and leaves out what is undefined", () => {
    class Controls {
      readonly name = undefined;
      get u32(): number {
        return 7;
      }
    }

    const bytes = writeMessage(tableOf(ThingSchema), new Controls());

    expect(fromBinary(ThingSchema, bytes)).toEqual(create(ThingSchema, { u32: 7 }));
  });

  test("makes keys of maps what they are, which objects have as text", () => {
    const init = {
      answers: { true: "yes", false: "no" },
      far: { "-9007199254740993": true },
      named: { a: { big: "-7" } },
    };

    const bytes = writeMessage(tableOf(Free_NodeSchema), init);

    expect(fromBinary(Free_NodeSchema, bytes)).toEqual(create(Free_NodeSchema, init));
    expect(readMessage(tableOf(Free_NodeSchema), new BinaryReader(bytes))).toEqual(
      create(Free_NodeSchema, init),
    );
  });

  test.each([
    ["a number that is none", { f32: "left" }],
    ["a number that does not fit", { u32: -1 }],
    ["an integer that is none", { s32: 0.5 }],
  ])("refuses %s", (_, init) => {
    expect(() => writeMessage(tableOf(ThingSchema), init)).toThrow(/invalid/);
  });
});
