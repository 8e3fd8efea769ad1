import { create } from "@bufbuild/protobuf";
import { BinaryReader, BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { describe, expect, test } from "vitest";
import { readMessage, tableOf } from "../src/table.js";
import { Free_NodeSchema } from "./gen/contracts_pb.js";
import { type Thing, ThingSchema } from "./gen/vectors_pb.js";

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
