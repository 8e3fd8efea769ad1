import type { ScalarType } from "@bufbuild/protobuf";
import { BinaryReader, type BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { checkEnd, readEnd, readTag, skipField, tagOf } from "./wire.js";

// How messages are read and written, the wire's own as well as those of a contract: by tables of their
// fields. The runtime does it by descriptors, which is slower, and more for each page to load.

/** A message seen as its properties, which the tables name. */
export type Fields = Record<string, unknown>;

/** What is done with a field that holds `V`, and for which `G` may be given. */
export interface Kind<V, G = V> {
  readonly wireType: WireType;
  /** What a message holds in which the field is not set. */
  readonly zero: V;
  /** Reads a value, where the message held another one before. */
  read(reader: BinaryReader, before: V): V;
  /** What is written for what was given, each with a tag. */
  each(given: G): Iterable<unknown>;
  write(writer: BinaryWriter, value: unknown): void;
  /** How the field may look as well: numbers of a list come packed or not. */
  readonly other?: Kind<V, G>;
}

/** Protobuf's names of its scalar types. Reader and writer have a method of each name. */
export type ScalarName = Lowercase<keyof typeof ScalarType>;

const { Varint, Bit32, Bit64, LengthDelimited } = WireType;

/** How those look that are no varints. */
const WIRE_TYPES: { readonly [N in ScalarName]?: WireType } = {
  double: Bit64,
  fixed64: Bit64,
  sfixed64: Bit64,
  float: Bit32,
  fixed32: Bit32,
  sfixed32: Bit32,
  string: LengthDelimited,
  bytes: LengthDelimited,
};

function once<G>(given: G): Iterable<G> {
  return [given];
}

/** A field of a scalar type. Bytes that are read are a view of the message around them. */
export function scalar<V>(name: ScalarName, zero: V): Kind<V> {
  // Of all methods, that of strings takes an argument: whether they must be UTF-8.
  type Read = (this: BinaryReader, isStrict: boolean) => V;
  // Found here once where that is possible: each of them has a field of its own for uint32.
  const method = BinaryReader.prototype[name] as Read | undefined;
  return {
    wireType: WIRE_TYPES[name] ?? Varint,
    zero,
    read:
      method === undefined
        ? (reader) => (reader[name] as Read).call(reader, true)
        : (reader) => method.call(reader, true),
    each: once,
    write: (writer, value) => (writer[name] as (value: unknown) => void).call(writer, value),
  };
}

/** A field whose absence says something else than its default does. */
export function optional<V, G>(kind: Kind<V, G>): Kind<V | undefined, G> {
  const { wireType, zero, each, write } = kind;
  return {
    wireType,
    zero: undefined,
    read: (reader, before = zero) => kind.read(reader, before),
    each,
    write,
  };
}

/** A repeated field. */
export function list<V, G>(element: Kind<V, G>): Kind<readonly V[], readonly G[]> {
  const zero: readonly V[] = [];
  const plain: Kind<readonly V[], readonly G[]> = {
    wireType: element.wireType,
    zero,
    read: (reader, before) => {
      // Every other list is a message's own.
      const values = before === zero ? [] : (before as V[]);
      values.push(element.read(reader, element.zero));
      return values;
    },
    each: (values) => values,
    write: element.write,
  };
  return element.wireType === LengthDelimited ? plain : packed(plain);
}

function packed<V, G>(plain: Kind<readonly V[], readonly G[]>): Kind<readonly V[], readonly G[]> {
  return {
    wireType: LengthDelimited,
    zero: plain.zero,
    read: (reader, before) => {
      const end = readEnd(reader, reader.len);
      let values = before;
      while (reader.pos < end) {
        values = plain.read(reader, values);
      }
      checkEnd(reader, end);
      return values;
    },
    each: (values) => (values.length > 0 ? [values] : []),
    write: (writer, values) => {
      writer.fork();
      for (const value of values as readonly unknown[]) {
        plain.write(writer, value);
      }
      writer.join();
    },
    // Only read.
    other: { ...plain, each: () => [] },
  };
}

/** A field as it may look. */
export interface Slot {
  /** The property of the message. */
  readonly name: string;
  readonly kind: Kind<unknown, unknown>;
}

/** The fields of a message, by each tag that they may have. */
export type Slots<S extends Slot = Slot> = ReadonlyMap<number, S>;

/** Puts a field among others, in each of its looks. */
export function addSlot<S extends Slot>(slots: Map<number, S>, number: number, slot: S): void {
  slots.set(tagOf(number, slot.kind.wireType), slot);
  if (slot.kind.other !== undefined) {
    addSlot(slots, number, { ...slot, kind: slot.kind.other });
  }
}

/** Reads fields up to `end` into a message, and returns that. Skips those that are not known. */
export function readFields(
  slots: Slots,
  reader: BinaryReader,
  end: number,
  message: Fields,
): Fields {
  while (reader.pos < end) {
    const tag = readTag(reader);
    const slot = slots.get(tag);
    if (slot === undefined) {
      skipField(reader, tag, end);
    } else {
      message[slot.name] = slot.kind.read(reader, message[slot.name]);
    }
  }
  checkEnd(reader, end);
  return message;
}

/** Writes the fields of a message for which something is given. */
export function writeFields(writer: BinaryWriter, slots: Slots, message: object): BinaryWriter {
  for (const [tag, { name, kind }] of slots) {
    const given = givenFor(message as Fields, name);
    for (const value of given === undefined || given === null ? [] : kind.each(given)) {
      kind.write(writer.uint32(tag), value);
    }
  }
  return writer;
}

/** The prototypes of protobuf-es messages hold defaults, which nobody gave. */
function givenFor(message: Fields, name: string): unknown {
  return "$typeName" in message && !Object.hasOwn(message, name) ? undefined : message[name];
}

/** A message in a message. */
export function nested<V, G>(slots: Slots, zero: V, start: (before: V) => Fields): Kind<V, G> {
  return {
    wireType: LengthDelimited,
    zero,
    // Made of the slots that V is made of.
    read: (reader, before) =>
      readFields(slots, reader, readEnd(reader, reader.len), start(before)) as V,
    each: once,
    write: (writer, value) => {
      writeFields(writer.fork(), slots, value as object).join();
    },
  };
}
