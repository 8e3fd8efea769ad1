import { type BinaryReader, type BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { checkEnd, readEnd, readTag, skipField, tagOf } from "./wire.js";

/** How a field of the wire's own messages is read, and written from what may be given for it. */
export interface Kind<V, G = V> {
  readonly wireType: WireType;
  /** What a message holds in which the field is not set. */
  readonly zero: V;
  /** Reads a value, where the message held another one before. */
  read(reader: BinaryReader, before: V): V;
  /** Reads values that stand packed into one element, as those of a list of numbers may. */
  readPacked?(reader: BinaryReader, before: V): V;
  write(writer: BinaryWriter, tag: number, value: G): void;
}

export const uint32: Kind<number> = {
  wireType: WireType.Varint,
  zero: 0,
  read: (reader) => reader.uint32(),
  write: (writer, tag, value) => writer.uint32(tag).uint32(value),
};

export const bool: Kind<boolean> = {
  wireType: WireType.Varint,
  zero: false,
  read: (reader) => reader.bool(),
  write: (writer, tag, value) => writer.uint32(tag).bool(value),
};

export const string: Kind<string> = {
  wireType: WireType.LengthDelimited,
  zero: "",
  read: (reader) => reader.string(true),
  write: (writer, tag, value) => writer.uint32(tag).string(value),
};

/** Bytes that are read are a view of the message around them. */
export const bytes: Kind<Uint8Array> = {
  wireType: WireType.LengthDelimited,
  zero: new Uint8Array(),
  read: (reader) => reader.bytes(),
  write: (writer, tag, value) => writer.uint32(tag).bytes(value),
};

/** A message in a message. Where it occurs twice, the second goes on with the first. */
export function message<S extends Shape>(type: FlatType<S>): Kind<Message<S>, Given<S>> {
  return {
    wireType: WireType.LengthDelimited,
    zero: type.empty,
    read: (reader, before) => readFlat(type, reader, readEnd(reader, reader.len), before),
    write: (writer, tag, value) => {
      writeFlat(writer.uint32(tag).fork(), type, value).join();
    },
  };
}

/** A field whose absence says something else than its default does. */
export function optional<V, G>(kind: Kind<V, G>): Kind<V | undefined, G> {
  const { wireType, zero } = kind;
  return {
    wireType,
    zero: undefined,
    read: (reader, before = zero) => kind.read(reader, before),
    write: kind.write,
  };
}

/** A repeated field. It is written unpacked. */
export function list<V, G>(element: Kind<V, G>): Kind<readonly V[], readonly G[]> {
  const { wireType, zero } = element;
  const read = (reader: BinaryReader, before: readonly V[]) =>
    append(before, element.read(reader, zero));
  return {
    wireType,
    zero: [],
    read,
    ...(wireType !== WireType.LengthDelimited && { readPacked: packed(read) }),
    write: (writer, tag, values) => {
      for (const value of values) {
        element.write(writer, tag, value);
      }
    },
  };
}

type ReadList<V> = (reader: BinaryReader, before: readonly V[]) => readonly V[];

function packed<V>(read: ReadList<V>): ReadList<V> {
  return (reader, before) => {
    let values = before;
    const end = readEnd(reader, reader.len);
    while (reader.pos < end) {
      values = read(reader, values);
    }
    checkEnd(reader, end);
    return values;
  };
}

function append<V>(values: readonly V[], value: V): readonly V[] {
  if (values.length === 0) {
    return [value];
  }
  // One that is not empty was made here, for the message that is being read.
  (values as V[]).push(value);
  return values;
}

/** The number and the kind of each field, by its name. */
type Shape = Readonly<Record<string, readonly [number: number, kind: Kind<unknown, never>]>>;

type Message<S extends Shape> = {
  readonly [K in keyof S]: S[K][1] extends Kind<infer V, never> ? V : never;
};

type Given<S extends Shape> = {
  readonly [K in keyof S]?: (S[K][1] extends Kind<unknown, infer G> ? G : never) | undefined;
};

interface FieldReader {
  readonly name: string;
  readonly read: Kind<unknown>["read"];
}

/**
 * A type of the wire's own messages. They stand in the code as tables of their fields, because the
 * descriptors by which protobuf-es reads messages would be a kilobyte more for each page to load.
 */
export interface FlatType<S extends Shape> {
  readonly fields: readonly (readonly [name: keyof S & string, tag: number, kind: Kind<unknown>])[];
  /** What reads a field, by each tag that it may have. */
  readonly readers: ReadonlyMap<number, FieldReader>;
  /** A message in which nothing is set. */
  readonly empty: Message<S>;
}

/** The messages of a type, as they are read. */
export type Flat<T> = T extends FlatType<infer S> ? Message<S> : never;

/** What may be given to be written as a message of a type. */
export type FlatInit<T> = T extends FlatType<infer S> ? Given<S> : never;

export function flatType<const S extends Shape>(shape: S): FlatType<S> {
  const empty: Record<string, unknown> = {};
  const readers = new Map<number, FieldReader>();
  const fields = Object.entries(shape).map(([name, [number, kind]]) => {
    const tag = tagOf(number, kind.wireType);
    empty[name] = kind.zero;
    readers.set(tag, { name, read: kind.read });
    if (kind.readPacked !== undefined) {
      readers.set(tagOf(number, WireType.LengthDelimited), { name, read: kind.readPacked });
    }
    return [name, tag, kind] as const;
  });
  // Built as the type says.
  return { fields, readers, empty: empty as Message<S> };
}

/** Reads a message that ends at `end`. What it does not hold stands as in `before`. */
export function readFlat<S extends Shape>(
  { readers, empty }: FlatType<S>,
  reader: BinaryReader,
  end: number,
  before = empty,
): Message<S> {
  const message: Record<string, unknown> = { ...before };
  while (reader.pos < end) {
    const tag = readTag(reader);
    const field = readers.get(tag);
    if (field === undefined) {
      skipField(reader, tag, end);
    } else {
      message[field.name] = field.read(reader, message[field.name]);
    }
  }
  checkEnd(reader, end);
  return message as Message<S>;
}

/** Writes a message, of which nothing is set that is not given. */
export function writeFlat<S extends Shape>(
  writer: BinaryWriter,
  { fields }: FlatType<S>,
  message: Given<S>,
): BinaryWriter {
  for (const [name, tag, kind] of fields) {
    const value = message[name];
    if (value !== undefined) {
      kind.write(writer, tag, value);
    }
  }
  return writer;
}
