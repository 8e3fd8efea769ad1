import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { readTag, skipField, tagOf } from "./wire.js";

// What rondo/options.proto says about a contract, as far as a client needs it. Read by hand: the
// extensions of protobuf-es would be most of a kilobyte more for each page to load.

/** The number of `rondo.room` and of `rondo.field`. */
const EXTENSION = 61220;

/** The version of a contract; undefined when it says none. */
export function versionOf(desc: DescMessage): number | undefined {
  return readOption(desc, WireType.Varint, (reader) => reader.uint32());
}

/** The step of a field of a state; undefined when it has none. */
export function stepOf(field: DescField): number | undefined {
  return readOption(field, WireType.Bit64, (reader) => reader.double());
}

/** Reads field 1 of the extension, which protobuf-es keeps as an unknown field of the options. */
function readOption<V>(
  { proto: { options } }: DescMessage | DescField,
  wireType: WireType,
  read: (reader: BinaryReader) => V,
): V | undefined {
  let value: V | undefined;
  for (const { no, data } of options?.$unknown ?? []) {
    if (no === EXTENSION) {
      const reader = new BinaryReader(new BinaryReader(data).bytes());
      while (reader.pos < reader.len) {
        const tag = readTag(reader);
        if (tag === tagOf(1, wireType)) {
          value = read(reader);
        } else {
          skipField(reader, tag, reader.len);
        }
      }
    }
  }
  return value;
}
