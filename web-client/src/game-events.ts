import { BinaryReader } from "@bufbuild/protobuf/wire";
import type { Choice } from "./contract.js";
import type { FrameEvent } from "./frame.js";
import { Listeners } from "./listeners.js";
import { readMessage } from "./message.js";
import type { EventInfo } from "./room.js";

/** A handler of the game, which knows the type of its event; `Room.on` has checked it. */
export type EventHandler = (event: never, info: EventInfo) => void;

interface Heard {
  readonly kind: string | undefined;
  readonly value: unknown;
  readonly info: EventInfo;
}

/**
 * The events of a room and who hears them.
 *
 * Until `release`, events wait: a room may greet a player with one while that player's game has not
 * had the chance to listen.
 */
export class GameEvents {
  readonly #choice: Choice | undefined;
  readonly #listeners = new Map<string, Listeners<[never, EventInfo]>>();
  #held: Heard[] | undefined = [];

  constructor(choice: Choice | undefined) {
    this.#choice = choice;
    for (const kind of choice?.cases ?? []) {
      this.#listeners.set(kind, new Listeners());
    }
  }

  on(kind: string, handler: EventHandler): () => void {
    const listeners = this.#listeners.get(kind);
    if (listeners === undefined) {
      const kinds = [...this.#listeners.keys()].join(", ") || "none, the contract has no event";
      throw new TypeError(`kind: ${kind} (expected: ${kinds})`);
    }
    return listeners.add(handler);
  }

  /** Takes the events of a frame of this tick. Throws when one is not the contract's event. */
  deliver(events: readonly FrameEvent[], tick: number): void {
    if (this.#choice === undefined) {
      return;
    }
    for (const { payload, ticksAgo } of events) {
      const message = readMessage(this.#choice.table, new BinaryReader(payload), payload.length);
      // The table has put a oneof there.
      const { case: kind, value } = message[this.#choice.name] as {
        case?: string;
        value?: unknown;
      };
      const heard = { kind, value, info: { tick: tick - ticksAgo } };
      if (this.#held === undefined) {
        this.#call(heard);
      } else {
        this.#held.push(heard);
      }
    }
  }

  /** The game listens from now on; what waited comes first. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const heard of held) {
      this.#call(heard);
    }
  }

  #call({ kind, value, info }: Heard): void {
    // An event that this contract does not know comes from a server with a newer one.
    const listeners = kind === undefined ? undefined : this.#listeners.get(kind);
    listeners?.call(value as never, info);
  }
}
