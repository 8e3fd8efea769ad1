type Handler<A extends readonly unknown[]> = (...args: A) => void;

/** Handlers of the game. One that throws is reported and harms neither the others nor the caller. */
export class Listeners<A extends readonly unknown[]> {
  // Entries and not the handlers themselves: the same function may be added twice.
  readonly #entries = new Set<{ readonly handler: Handler<A> }>();

  /** Adds a handler and returns what takes it out again. */
  add(handler: Handler<A>): () => void {
    const entry = { handler };
    this.#entries.add(entry);
    return () => {
      this.#entries.delete(entry);
    };
  }

  /** Calls those who are here now, without those whom one of them takes out. */
  call(...args: A): void {
    for (const entry of [...this.#entries]) {
      if (this.#entries.has(entry)) {
        callSafely(entry.handler, ...args);
      }
    }
  }
}

/** Calls code of the game as a browser calls a listener: what it throws is reported. */
export function callSafely<A extends readonly unknown[]>(handler: Handler<A>, ...args: A): void {
  try {
    handler(...args);
  } catch (error) {
    report(error);
  }
}

/** Reports what code of the game threw, like an uncaught error. */
export function report(error: unknown): void {
  if ("reportError" in globalThis) {
    globalThis.reportError(error);
  } else {
    // Node has no reportError.
    console.error(error);
  }
}
