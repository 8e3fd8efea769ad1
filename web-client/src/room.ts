import type { Message } from "@bufbuild/protobuf";
import type { Closed } from "./codes.js";
import type {
  CommandInit,
  CommandName,
  EventName,
  EventValue,
  InputInit,
  StateOf,
} from "./types.js";

/** What is known of an event besides what it holds. */
export interface EventInfo {
  /** The tick in which it happened. */
  readonly tick: number;
}

/**
 * A room that this client is in, as it was after the last frame that came.
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

  /** The state. Its objects stay the same ones and change with each frame. */
  readonly state: StateOf<C>;

  /**
   * Says what the player wants to do. Call it as often as you like, for instance in each display
   * frame: at most one input a tick is sent, the newest. Ignored when the room is closed.
   *
   * @throws RondoError `too_long` when the input takes more than 4070 bytes
   */
  input(input: InputInit<C>): void;

  /**
   * Sends a command: a case of the contract's `command`, and what it holds. Commands arrive in their
   * order, at most a tick later when something was just sent.
   *
   * @throws RondoError `closed` when the room is closed or was left; `queue_full` when 32 commands
   *   wait to be sent; `too_long` when the command takes more than 4085 bytes
   */
  send<K extends CommandName<C>>(kind: K, command: CommandInit<C, K>): void;

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
   * Hears that a frame was applied, as a whole.
   *
   * @returns what takes the handler out again
   */
  onFrame(handler: () => void): () => void;

  /**
   * Hears, once, that the room is closed for this client and why. A handler that comes later than
   * that is called soon.
   *
   * @returns what takes the handler out again
   */
  onClose(handler: (closed: Closed) => void): () => void;

  /**
   * Leaves for good. What waits to be sent is sent first.
   *
   * @returns when the connection is closed, after 2 seconds at the latest
   */
  leave(): Promise<void>;
}
