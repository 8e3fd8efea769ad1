import { ScalarType } from "@bufbuild/protobuf";
import { type BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import type { Format } from "./wire.js";

const { Varint, Bit32, Bit64, LengthDelimited } = WireType;

const SCALARS: { readonly [T in ScalarType]: Format<unknown> } = {
  [ScalarType.DOUBLE]: { wireType: Bit64, read: (r) => r.double() },
  [ScalarType.FLOAT]: { wireType: Bit32, read: (r) => r.float() },
  [ScalarType.INT64]: { wireType: Varint, read: (r) => r.int64() },
  [ScalarType.UINT64]: { wireType: Varint, read: (r) => r.uint64() },
  [ScalarType.INT32]: { wireType: Varint, read: (r) => r.int32() },
  [ScalarType.FIXED64]: { wireType: Bit64, read: (r) => r.fixed64() },
  [ScalarType.FIXED32]: { wireType: Bit32, read: (r) => r.fixed32() },
  [ScalarType.BOOL]: { wireType: Varint, read: (r) => r.bool() },
  [ScalarType.STRING]: { wireType: LengthDelimited, read: (r) => r.string(true) },
  // A copy: a view would keep the whole frame in memory for as long as the entity lives.
  [ScalarType.BYTES]: { wireType: LengthDelimited, read: (r) => r.bytes().slice() },
  [ScalarType.UINT32]: { wireType: Varint, read: (r) => r.uint32() },
  [ScalarType.SFIXED32]: { wireType: Bit32, read: (r) => r.sfixed32() },
  [ScalarType.SFIXED64]: { wireType: Bit64, read: (r) => r.sfixed64() },
  [ScalarType.SINT32]: { wireType: Varint, read: (r) => r.sint32() },
  [ScalarType.SINT64]: { wireType: Varint, read: (r) => r.sint64() },
};

/** How a scalar is read. `longAsString` is the field option `jstype = JS_STRING`. */
export function scalarFormat(scalar: ScalarType, longAsString = false): Format<unknown> {
  const { wireType, read } = SCALARS[scalar];
  return { wireType, read: longAsString ? (reader, limit) => String(read(reader, limit)) : read };
}

/** How the count of a field with a step is read, and what its 32 bits say. */
export interface CountFormat extends Format<number> {
  readonly isSigned: boolean;
}

const COUNTS: ReadonlyMap<ScalarType | undefined, CountFormat> = new Map([
  [ScalarType.INT32, { wireType: Varint, read: (r: BinaryReader) => r.int32(), isSigned: true }],
  [ScalarType.SINT32, { wireType: Varint, read: (r: BinaryReader) => r.sint32(), isSigned: true }],
  [
    ScalarType.SFIXED32,
    { wireType: Bit32, read: (r: BinaryReader) => r.sfixed32(), isSigned: true },
  ],
  [ScalarType.UINT32, { wireType: Varint, read: (r: BinaryReader) => r.uint32(), isSigned: false }],
  [
    ScalarType.FIXED32,
    { wireType: Bit32, read: (r: BinaryReader) => r.fixed32(), isSigned: false },
  ],
]);

/** Undefined for a type that cannot count steps. */
export function countFormat(scalar: ScalarType | undefined): CountFormat | undefined {
  return COUNTS.get(scalar);
}
