/** The longest first pause, which doubles with each attempt, and where that ends. */
const FIRST_PAUSE_MILLIS = 250;
const LONGEST_PAUSE_MILLIS = 5000;

/** How long an attempt may take, from the request to the first frame. */
const ATTEMPT_MILLIS = 5000;

/** Signs come in groups, of which one is enough. */
const HURRY_MILLIS = 1000;

/** The longest time that timers can wait for: 2^31 - 1 ms. */
const LONGEST_TIMER_MILLIS = 2147483647;

/** What a resumer decides about. */
export interface ResumerPorts {
  /** Makes an attempt, which ends with a call of `failed` or `succeeded`, or with its signal. */
  readonly attempt: (signal: AbortSignal) => void;
  /** The grace period is over. */
  readonly giveUp: (reason: string) => void;
}

/**
 * When to try to come back after a connection was lost: soon, then at growing intervals of random
 * length, so that the clients of a server that restarts do not all come in the same moment; and until
 * the grace period is over.
 *
 * A connection that is lost again soon goes on with the intervals where they were.
 */
export class Resumer {
  readonly #ports: ResumerPorts;
  #isAway = false;
  /** Attempts since a connection has lasted. */
  #attempts = 0;
  #hurriedAt = Number.NEGATIVE_INFINITY;
  #backAt = Number.NEGATIVE_INFINITY;
  /** The server asked not to be asked earlier. */
  #notBefore = 0;
  #abort: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;

  constructor(ports: ResumerPorts) {
    this.#ports = ports;
  }

  /** Whether the connection is lost. */
  get isAway(): boolean {
    return this.#isAway;
  }

  /** The connection was lost. */
  start(graceMillis: number): void {
    const now = performance.now();
    if (now - this.#backAt > LONGEST_PAUSE_MILLIS) {
      this.#attempts = 0;
    }
    this.#isAway = true;
    this.#notBefore = now;
    this.#deadline = setTimeout(
      () => {
        this.stop();
        this.#ports.giveUp(`The connection was lost for more than ${graceMillis} ms.`);
      },
      Math.min(graceMillis, LONGEST_TIMER_MILLIS),
    );
    this.#pause();
  }

  /** The attempt has failed. */
  failed(retryAfterMillis = 0): void {
    this.#abort?.abort();
    this.#notBefore = performance.now() + retryAfterMillis;
    this.#pause();
  }

  /** Something says that an attempt may succeed now; ignored while the connection is there. */
  hurry(): void {
    const now = performance.now();
    if (this.#isAway && now >= this.#notBefore && now - this.#hurriedAt >= HURRY_MILLIS) {
      this.#hurriedAt = now;
      this.#abort?.abort();
      this.#attempts = 0;
      this.#attempt();
    }
  }

  /** The attempt has led to a connection. */
  succeeded(): void {
    this.#abort = undefined;
    this.#backAt = performance.now();
    this.stop();
  }

  /** Gives up without a word. */
  stop(): void {
    this.#isAway = false;
    this.#abort?.abort();
    clearTimeout(this.#timer);
    clearTimeout(this.#deadline);
  }

  #pause(): void {
    const longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS * 2 ** this.#attempts);
    const asked = this.#notBefore - performance.now();
    this.#arm(Math.max(Math.random() * longest, asked), () => this.#attempt());
  }

  #attempt(): void {
    this.#attempts += 1;
    this.#abort = new AbortController();
    this.#arm(ATTEMPT_MILLIS, () => this.failed());
    this.#ports.attempt(this.#abort.signal);
  }

  #arm(millis: number, then: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(then, Math.min(millis, LONGEST_TIMER_MILLIS));
  }
}
