import { type BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { FrameError } from "./errors.js";

/** Reads one value at the reader's position; `limit` is where the message around it ends. */
export type ValueReader<V> = (reader: BinaryReader, limit: number) => V;

/** How a value looks on the wire. */
export interface Format<V> {
  readonly wireType: WireType;
  readonly read: ValueReader<V>;
}

/** What stands before a value: the number of its field, and how it looks. */
export function tagOf(number: number, wireType: WireType): number {
  return ((number << 3) | wireType) >>> 0;
}

/** Reads a tag. Unlike the runtime's `tag()`, this makes no array of each. */
export function readTag(reader: BinaryReader): number {
  const tag = reader.uint32();
  if (tag < tagOf(1, WireType.Varint)) {
    throw new FrameError("a field has the number 0");
  }
  return tag;
}

/** Reads a length and returns the position at which the element ends. */
export function readEnd(reader: BinaryReader, limit: number): number {
  const length = reader.uint32();
  const end = reader.pos + length;
  if (end > limit) {
    throw new FrameError(`an element of ${length} bytes ends ${end - limit} bytes too late`);
  }
  return end;
}

/** Skips the value of an unknown field. */
export function skipField(reader: BinaryReader, tag: number, limit: number): void {
  const wireType: WireType = tag & 7;
  switch (wireType) {
    case WireType.Varint:
      // Unlike skip(), this refuses more than the 10 bytes that a varint may have.
      reader.bool();
      break;
    case WireType.LengthDelimited:
      reader.pos = readEnd(reader, limit);
      break;
    case WireType.Bit32:
    case WireType.Bit64:
      reader.skip(wireType);
      break;
    default:
      throw new FrameError(`a field of wire type ${wireType}; that never occurs in Rondo`);
  }
}

/** Every message and packed list ends exactly where its length said. */
export function checkEnd(reader: BinaryReader, end: number): void {
  if (reader.pos !== end) {
    throw new FrameError(`a value runs ${reader.pos - end} bytes over the end of its message`);
  }
}
