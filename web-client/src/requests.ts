import { type Choice, readChoice } from "./choice.js";
import { FrameError, queueFull, RequestError } from "./errors.js";
import type { Reply } from "./wire-messages.js";

/** How many requests a player may have without a reply. */
const MAX_REQUESTS = 32;

/** The longest time that timers can wait for: 2^31 - 1 ms. */
const LONGEST_TIMER_MILLIS = 2147483647;

interface Request {
  readonly kind: string;
  readonly timer: ReturnType<typeof setTimeout>;
  /** Undefined when nobody waits any more; the server, though, still counts it. */
  asker: Asker | undefined;
  /** Whether the reply may have been one that the server could not keep. */
  mayBeMissed: boolean;
}

interface Asker {
  readonly resolve: (reply: unknown) => void;
  readonly reject: (error: RequestError) => void;
}

/**
 * The requests of a player that the server has not answered. They outlive connections.
 *
 * **Bound:** 32, those included that have timed out here and not yet there.
 */
export class Requests {
  readonly #choice: Choice | undefined;
  /** By the sequence of the command that asks. */
  readonly #requests = new Map<number, Request>();

  /** @param choice the contract's `reply` */
  constructor(choice: Choice | undefined) {
    this.#choice = choice;
  }

  /**
   * Waits for the reply to a command.
   *
   * @param give hands the command on, and returns its sequence
   * @throws RequestError, RondoError `queue_full`, or what `give` throws
   */
  add(kind: string, timeoutMillis: number, give: () => number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#choice === undefined || !this.#choice.cases.includes(kind)) {
        throw new TypeError(
          `kind: ${kind} (expected: ${this.#choice?.cases.join(", ") ?? "none"})`,
        );
      }
      if (!(timeoutMillis > 0 && timeoutMillis <= LONGEST_TIMER_MILLIS)) {
        throw new TypeError(
          `timeoutMillis: ${timeoutMillis} (expected: above 0, at most ${LONGEST_TIMER_MILLIS})`,
        );
      }
      if (this.#requests.size >= MAX_REQUESTS) {
        throw queueFull(
          MAX_REQUESTS,
          "requests wait for a reply",
          "Wait for one of them before you ask again.",
        );
      }
      const sequence = give();
      const timer = setTimeout(() => this.#expired(sequence, timeoutMillis), timeoutMillis);
      this.#requests.set(sequence, { kind, timer, asker: { resolve, reject }, mayBeMissed: false });
    });
  }

  /** Takes the replies of a frame. Throws when one is not the contract's reply to its command. */
  settle(replies: readonly Reply[]): void {
    for (const { command, payload, failure } of replies) {
      const request = this.#requests.get(command);
      if (request === undefined) {
        continue;
      }
      if (failure === undefined) {
        request.asker?.resolve(this.#read(request.kind, payload));
      } else {
        request.asker?.reject(new RequestError(failure.code, failure.message));
      }
      // Only now: a reply that cannot be read closes the room, and all requests with it.
      this.#requests.delete(command);
      clearTimeout(request.timer);
    }
  }

  /** The server had more for this client than it could keep; replies may be among what is gone. */
  missed(): void {
    for (const [sequence, request] of this.#requests) {
      request.mayBeMissed = true;
      if (request.asker === undefined) {
        this.#requests.delete(sequence);
      }
    }
  }

  /** The room is closed. */
  close(): void {
    for (const { timer, asker } of this.#requests.values()) {
      clearTimeout(timer);
      asker?.reject(closedBeforeReply());
    }
    this.#requests.clear();
  }

  #read(kind: string, payload: Uint8Array): unknown {
    const reply = this.#choice === undefined ? undefined : readChoice(this.#choice, payload);
    if (reply?.kind !== kind) {
      throw new FrameError(
        `the reply to a ${kind} is a ${reply?.kind ?? "reply of no known kind"}`,
      );
    }
    return reply.value;
  }

  #expired(sequence: number, timeoutMillis: number): void {
    const request = this.#requests.get(sequence);
    request?.asker?.reject(
      new RequestError(
        "timeout",
        `The room did not answer within ${timeoutMillis} ms. It may have done what was asked, or ` +
          "may do it yet.",
      ),
    );
    if (request?.mayBeMissed === true) {
      this.#requests.delete(sequence);
    } else if (request !== undefined) {
      request.asker = undefined;
    }
  }
}

/** The error of a request that a closed room cannot answer any more. */
export function closedBeforeReply(): RequestError {
  return new RequestError(
    "closed",
    "The room closed before it answered. Join again, then ask again.",
  );
}
