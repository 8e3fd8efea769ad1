import type { Message } from "@bufbuild/protobuf";
import type { Closed } from "./codes.js";
import type {
  CommandInit,
  CommandName,
  EventName,
  EventValue,
  InputInit,
  ReplyValue,
  RequestName,
  StateName,
  StateOf,
  Watcher,
} from "./types.js";

/** What is known of an event besides what it holds. */
export interface EventInfo {
  /** The tick in which it happened. */
  readonly tick: number;
  /** The bytes that belong to it, where the room attached some. */
  readonly attachment: Uint8Array<ArrayBuffer> | undefined;
}

/**
 * How a room stands.
 *
 * - `connected`: its state is that of the last frame that came.
 * - `reconnecting`: the connection is lost, and the client tries to come back. Nothing comes, and the
 *   state stays as it was, until the status is `connected` or `closed`.
 * - `closed`: for good; `onClose` says why.
 */
export type RoomStatus = "connected" | "reconnecting" | "closed";

/** How a request is made. */
export interface RequestOptions {
  /** How long to wait for the reply, in milliseconds; 10,000 unless given, at most 2,147,483,647. */
  readonly timeoutMillis?: number;
}

/** How an attachment is sent. */
export interface AttachOptions {
  /**
   * Hears how far the attachment has come.
   *
   * @param bytes - how many bytes the server has
   * @param size - how many bytes the attachment has
   */
  readonly onProgress?: (bytes: number, size: number) => void;
}

/**
 * A room that this client is in, as it was after the last frame that came.
 *
 * A connection that is lost is not the end: the client comes back by itself, as long as the server
 * keeps the player's place. The room, its state's objects and all handlers stay the same ones.
 *
 * Handlers run one after the other in the order in which they were added. One that throws is
 * reported like an uncaught error and harms nothing else.
 */
export interface Room<C extends Message> {
  /** The room's id, unique on its server. */
  readonly id: string;

  /** This player's id. It comes from the same numbers as the ids of entities: 100 and up. */
  readonly player: number;

  /** The tick of the last frame. Ticks count up from 1. */
  readonly tick: number;

  /** How long a tick lasts, in seconds. */
  readonly tickSeconds: number;

  /**
   * The sequence number of the newest input that the server has applied or dropped, 0 before the
   * first. Inputs that were sent count up from 1.
   */
  readonly ackedInput: number;

  /** How the room stands. */
  readonly status: RoomStatus;

  /**
   * The state, to be drawn: entity sets are maps by id, singles are messages that are always there,
   * and a field with a `step` is a number in the game's unit. Its objects stay the same ones and
   * change with each frame, also with the first ones after a connection was lost: until those name an
   * entity, it is shown as it was.
   */
  readonly state: StateOf<C>;

  /** The state as it was last received, for what is not drawn. Its objects are those of `state`. */
  readonly latest: StateOf<C>;

  /**
   * Says what the player wants to do. Call it as often as you like, for instance in each display
   * frame: at most one input a tick is sent, the newest. Ignored when the room is closed. What was
   * given while the connection was lost is sent when the client is back, and only the newest of it.
   *
   * @throws RondoError `too_long` when the input takes more than 4070 bytes
   */
  input(input: InputInit<C>): void;

  /**
   * Sends a command: a case of the contract's `command`, and what it holds. Commands arrive in their
   * order, at most a tick later when something was just sent, and each of them once, also when the
   * connection is lost in between.
   *
   * @throws RondoError `closed` when the room is closed or was left; `queue_full` when 64 commands
   *   were given that the server has not received; `too_long` when the command takes more than 4074
   *   bytes
   */
  send<K extends CommandName<C>>(kind: K, command: CommandInit<C, K>): void;

  /**
   * Sends a command that asks, and waits for the room's reply. Only commands that the contract has a
   * `reply` for can ask.
   *
   * @returns what the room replied
   * @throws RequestError with the game's code when the room did not do it; `timeout`, `invalid`,
   *   `failed` or `closed`. After `timeout` and `closed` it is not known whether the room did it.
   * @throws RondoError `queue_full` or `too_long` as with `send`; `queue_full` also when 32 requests
   *   wait for a reply
   */
  request<K extends RequestName<C>>(
    kind: K,
    command: CommandInit<C, K>,
    options?: RequestOptions,
  ): Promise<ReplyValue<C, K>>;

  /**
   * Sends a command with bytes that belong to it, such as a picture. They go in parts beside inputs
   * and other commands, which they do not hold up; the room hears the command when all of them are
   * there. One attachment is sent at a time, others wait.
   *
   * @param data - the bytes, of no shared memory. Those of a Blob are read little by little, so it
   *   may be large.
   * @returns when the server has all of it
   * @throws RondoError `too_long` when the data is longer than the room takes, or the command takes
   *   more than 2048 bytes; `queue_full` when 8 attachments wait; `data_unreadable` when the Blob
   *   cannot be read; `closed` when the room closed before all of it was there
   */
  attach<K extends CommandName<C>>(
    kind: K,
    command: CommandInit<C, K>,
    data: ArrayBuffer | ArrayBufferView | Blob,
    options?: AttachOptions,
  ): Promise<void>;

  /**
   * Hears the events of a kind: a case of the contract's `event`. They come in the order in which
   * they happened, after the changes of their frame and before its removals, so that what an event
   * names is still there.
   *
   * @returns what takes the handler out again
   */
  on<K extends EventName<C>>(
    kind: K,
    handler: (event: EventValue<C, K>, info: EventInfo) => void,
  ): () => void;

  /**
   * Hears what becomes of an entity set or a single, by its name in the contract's state. The watcher
   * is called after a frame was applied as a whole and before those of `onFrame`, for each entity once
   * a frame at most.
   *
   * To begin with, `added` is called for each entity that is there already, and for a single `changed`,
   * before this returns; where it is called in a handler of an event, after that event's frame. So a
   * game that watches needs no loop of its own over what was there before:
   *
   * ```ts
   * room.watch("ships", {
   *   added: (ship) => sprites.set(ship.id, new Sprite(ship.name)),
   *   removed: (ship) => sprites.delete(ship.id),
   * });
   * ```
   *
   * After a connection was lost, what is still there is `changed`, even where it is as before, and
   * nothing is added again. When the room closes, nothing is removed.
   *
   * @param name - the field of the contract's state
   * @param watcher - what is called; of an object with methods, they are called as such
   * @returns what takes the watcher out again
   */
  watch<K extends StateName<C>>(name: K, watcher: Watcher<StateOf<C>[K]>): () => void;

  /**
   * Hears that a frame was applied, as a whole.
   *
   * @returns what takes the handler out again
   */
  onFrame(handler: () => void): () => void;

  /**
   * Hears each change of the status.
   *
   * @returns what takes the handler out again
   */
  onStatus(handler: (status: RoomStatus) => void): () => void;

  /**
   * Hears, once, that the room is closed for this client and why. A handler that comes later than
   * that is called soon.
   *
   * @returns what takes the handler out again
   */
  onClose(handler: (closed: Closed) => void): () => void;

  /**
   * Leaves for good. Commands that wait are sent first, attachments are not. Where nothing waits, the
   * server is told before this returns, so that a page may call it when it is closed.
   *
   * @returns when the connection is closed, after 2 seconds at the latest
   */
  leave(): Promise<void>;
}
