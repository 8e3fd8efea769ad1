import type { Message, MessageInitShape } from "@bufbuild/protobuf";
import type { GenMessage } from "@bufbuild/protobuf/codegenv2";

// All that user code sees of a contract is inferred here from the generated message type C.

/** The message of a contract's field, or never when the contract has no such field. */
type Part<C, K extends string> = K extends keyof C ? Extract<C[K], Message> : never;

/** What may be given where a message is asked for: its fields, each of them optional. */
export type Init<M extends Message> = MessageInitShape<GenMessage<M>>;

/** The arguments that a contract adds to `joinOrCreate`: its `join` message, where it has one. */
export type JoinArguments<C extends Message> = [Part<C, "join">] extends [never]
  ? []
  : [join: Init<Part<C, "join">>];

/** What `room.input` takes: the contract's `input` message. */
export type InputInit<C extends Message> = [Part<C, "input">] extends [never]
  ? never
  : Init<Part<C, "input">>;

type FieldOf<M> = Exclude<keyof M, "$typeName" | "$unknown">;

/** The cases of a message's oneof, and what each of them holds. */
type Cases<M> = M extends Message
  ? {
      [K in FieldOf<M>]: M[K] extends infer O
        ? O extends { readonly case: infer Case extends string; readonly value: infer Value }
          ? { readonly case: Case; readonly value: Value }
          : never
        : never;
    }[FieldOf<M>]
  : never;

type ValueOf<M, K> = Extract<Cases<M>, { readonly case: K }>["value"];

/** The names of the contract's commands: the cases of its `oneof`. */
export type CommandName<C extends Message> = Cases<Part<C, "command">>["case"];

/** What the command of this name takes. */
export type CommandInit<C extends Message, K> =
  ValueOf<Part<C, "command">, K> extends infer V ? (V extends Message ? Init<V> : V) : never;

/** The names of the commands that may ask: the cases that the contract's `reply` has too. */
export type RequestName<C extends Message> = Extract<
  CommandName<C>,
  Cases<Part<C, "reply">>["case"]
>;

/** What the request of this name is answered with. */
export type ReplyValue<C extends Message, K> = ValueOf<Part<C, "reply">, K>;

/** The names of the contract's events: the cases of its `oneof`. */
export type EventName<C extends Message> = Cases<Part<C, "event">>["case"];

/** What the event of this name holds. */
export type EventValue<C extends Message, K> = ValueOf<Part<C, "event">, K>;

type StateMember<F> =
  Exclude<F, undefined> extends readonly (infer E)[]
    ? ReadonlyMap<number, E>
    : Exclude<F, undefined>;

/**
 * What a room's state looks like: an entity set is a map by id, a single is its message, which is
 * always there and has defaults until the server sets its fields. The objects are the same ones as
 * long as an entity lives, so game code may keep them.
 */
export type StateOf<C extends Message> = [Part<C, "state">] extends [never]
  ? Readonly<Record<never, never>>
  : { readonly [K in FieldOf<Part<C, "state">>]-?: StateMember<Part<C, "state">[K]> };

/** The names of the contract's entity sets and singles: the fields of its `state`. */
export type StateName<C extends Message> = keyof StateOf<C> & string;

/** Hears of the entities of a set. Each is called after the frame that did it. */
export interface EntityWatcher<E> {
  /** An entity is here that was not: it came about, or came into view. */
  readonly added?: (entity: E) => void;
  /** An entity was in a frame. */
  readonly changed?: (entity: E) => void;
  /** An entity is gone, or out of view. Its object stays as it was last. */
  readonly removed?: (entity: E) => void;
}

/** Hears of a single. */
export interface SingleWatcher<S> {
  /** The single was in a frame. */
  readonly changed?: (single: S) => void;
}

/** What watches an entity set, or a single. */
export type Watcher<S> =
  S extends ReadonlyMap<number, infer E> ? EntityWatcher<E> : SingleWatcher<S>;
