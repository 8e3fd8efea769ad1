import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { BinaryReader } from "@bufbuild/protobuf/wire";
import { type Kind, optional, scalar } from "./codec.js";
import { flatType, message, uint32 } from "./flat.js";

// What rondo/options.proto says about a contract, as far as a client needs it. Read by hand: the
// extensions of protobuf-es would be most of a kilobyte more for each page to load.

/** The number of `rondo.room` and of `rondo.field`. */
const EXTENSION = 61220;

const ROOM = message(flatType({ version: [1, optional(uint32)] }));
const FIELD = message(flatType({ step: [1, optional(scalar("double", 0))] }));

/** The version of a contract; undefined when it says none. */
export function versionOf(desc: DescMessage): number | undefined {
  return readOption(desc, ROOM).version;
}

/** The step of a field of a state; undefined when it has none. */
export function stepOf(field: DescField): number | undefined {
  return readOption(field, FIELD).step;
}

/** Reads the extension, which protobuf-es keeps as unknown fields of the options. */
function readOption<V, G>({ proto: { options } }: DescMessage | DescField, kind: Kind<V, G>): V {
  return (options?.$unknown ?? [])
    .filter(({ no }) => no === EXTENSION)
    .reduce((before, { data }) => kind.read(new BinaryReader(data), before), kind.zero);
}
