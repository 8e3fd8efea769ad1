import { type BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";
import {
  addSlot,
  type Kind,
  nested,
  readFields,
  type Slot,
  type Slots,
  scalar,
  writeFields,
} from "./codec.js";

export const uint32 = scalar("uint32", 0);
export const bool = scalar("bool", false);
export const string = scalar("string", "");
export const bytes = scalar<Uint8Array>("bytes", new Uint8Array());

/** The number and the kind of each field, by its name. */
type Shape = Readonly<Record<string, readonly [number: number, kind: Kind<unknown, never>]>>;

type Message<S extends Shape> = {
  readonly [K in keyof S]: S[K][1] extends Kind<infer V, never> ? V : never;
};

type Given<S extends Shape> = {
  readonly [K in keyof S]?: (S[K][1] extends Kind<unknown, infer G> ? G : never) | undefined;
};

/** A type of the wire's own messages. */
export interface FlatType<S extends Shape> {
  readonly slots: Slots;
  /** A message in which nothing is set. */
  readonly empty: Message<S>;
  /** Never there: what the types of its messages are inferred from. */
  readonly shape?: S;
}

/** The messages of a type, as they are read. */
export type Flat<T> = T extends FlatType<infer S> ? Message<S> : never;

/** What may be given to be written as a message of a type. */
export type FlatInit<T> = T extends FlatType<infer S> ? Given<S> : never;

export function flatType<const S extends Shape>(shape: S): FlatType<S> {
  const slots = new Map<number, Slot>();
  const empty: Record<string, unknown> = {};
  for (const [name, [number, kind]] of Object.entries(shape)) {
    addSlot(slots, number, { name, kind });
    empty[name] = kind.zero;
  }
  // Built as the type says.
  return { slots, empty: empty as Message<S> };
}

/** A message in a message. Where it occurs twice, the second goes on with the first. */
export function message<S extends Shape>({
  slots,
  empty,
}: FlatType<S>): Kind<Message<S>, Given<S>> {
  return nested(slots, empty, (before) => ({ ...before }));
}

/** Reads a message that ends at `end`. */
export function readFlat<S extends Shape>(
  { slots, empty }: FlatType<S>,
  reader: BinaryReader,
  end = reader.len,
): Message<S> {
  return readFields(slots, reader, end, { ...empty }) as Message<S>;
}

/** Writes a message, of which nothing is set that is not given. */
export function writeFlat<S extends Shape>(
  { slots }: FlatType<S>,
  given: Given<S>,
): Uint8Array<ArrayBuffer> {
  return writeFields(new BinaryWriter(), slots, given).finish();
}
