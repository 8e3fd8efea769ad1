import { type Choice, type Chosen, readChoice } from "./choice.js";
import { Listeners } from "./listeners.js";
import type { EventInfo } from "./room.js";

/** A handler of the game, which knows the type of its event; `Room.on` has checked it. */
export type EventHandler = (event: never, info: EventInfo) => void;

interface Heard extends Chosen {
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

  /** Takes an event. Throws when it is not the contract's. */
  deliver(payload: Uint8Array, info: EventInfo): void {
    if (this.#choice === undefined) {
      return;
    }
    const heard = { ...readChoice(this.#choice, payload), info };
    if (this.#held === undefined) {
      this.#call(heard);
    } else {
      this.#held.push(heard);
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
