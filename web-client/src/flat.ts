import { BinaryReader, type BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { checkEnd, skipField } from "./wire.js";

/** How a value of a flat message is read and written. */
export interface Kind<V> {
  readonly wireType: WireType;
  readonly zero: V;
  read(reader: BinaryReader): V;
  write(writer: BinaryWriter, value: V): void;
}

export const uint32: Kind<number> = {
  wireType: WireType.Varint,
  zero: 0,
  read: (reader) => reader.uint32(),
  write: (writer, value) => writer.uint32(value),
};

export const bool: Kind<boolean> = {
  wireType: WireType.Varint,
  zero: false,
  read: (reader) => reader.bool(),
  write: (writer, value) => writer.bool(value),
};

export const string: Kind<string> = {
  wireType: WireType.LengthDelimited,
  zero: "",
  read: (reader) => reader.string(true),
  write: (writer, value) => writer.string(value),
};

/** Bytes that are read are a view of the message around them. */
export const bytes: Kind<Uint8Array> = {
  wireType: WireType.LengthDelimited,
  zero: new Uint8Array(),
  read: (reader) => reader.bytes(),
  write: (writer, value) => writer.bytes(value),
};

/** The number and the kind of each field, by its name. */
type Shape = Readonly<Record<string, readonly [number: number, kind: Kind<unknown>]>>;

type Message<S extends Shape> = {
  readonly [K in keyof S]: S[K][1] extends Kind<infer V> ? V : never;
};

/**
 * A type of the wire's own messages that hold no other messages. They stand in the code as tables of
 * their fields, because the descriptors by which protobuf-es reads messages would be a kilobyte more
 * for each page to load.
 */
export interface FlatType<S extends Shape> {
  readonly fields: ReadonlyMap<number, readonly [name: keyof S & string, kind: Kind<unknown>]>;
  /** A message in which nothing is set. */
  readonly empty: Message<S>;
}

/** The messages of a type. */
export type Flat<T> = T extends FlatType<infer S> ? Message<S> : never;

export function flatType<const S extends Shape>(shape: S): FlatType<S> {
  const entries = Object.entries(shape);
  const empty = Object.fromEntries(entries.map(([name, [, { zero }]]) => [name, zero]));
  return {
    fields: new Map(entries.map(([name, [number, kind]]) => [tag(number, kind), [name, kind]])),
    // Built as the type says.
    empty: empty as Message<S>,
  };
}

/** Reads a message. What it does not hold stands as in `before`. */
export function readFlat<S extends Shape>(
  { fields, empty }: FlatType<S>,
  bytes: Uint8Array,
  before = empty,
): Message<S> {
  const message: Record<string, unknown> = { ...before };
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    const [name, kind] = fields.get(tag(number, { wireType })) ?? [];
    if (name === undefined || kind === undefined) {
      skipField(reader, wireType, reader.len);
    } else {
      message[name] = kind.read(reader);
    }
  }
  checkEnd(reader, reader.len);
  return message as Message<S>;
}

/** Writes a message as a field of the one around it. What is not given is not set. */
export function writeFlat<S extends Shape>(
  writer: BinaryWriter,
  number: number,
  { fields }: FlatType<S>,
  message: Partial<Message<S>>,
): void {
  writer.tag(number, WireType.LengthDelimited).fork();
  for (const [tag, [name, kind]] of fields) {
    const value = message[name];
    if (value !== undefined) {
      kind.write(writer.uint32(tag), value);
    }
  }
  writer.join();
}

function tag(number: number, { wireType }: Pick<Kind<unknown>, "wireType">): number {
  return (number << 3) | wireType;
}
