const LOOK_MILLIS = 1000;

/** A look that comes so much too late comes after a sleep, or in a page that was hidden. */
const LATE_MILLIS = 2000;

/** The part of `window` and `document` that this needs; Node has neither, a worker no document. */
type Target = Pick<EventTarget, "addEventListener" | "removeEventListener">;

/**
 * Hears the signs that a connection may have died unnoticed, or that a new one may work now: the
 * network is back, the page is shown again, or the machine has slept.
 */
export class Signs {
  readonly #onSign: () => void;
  readonly #timer: ReturnType<typeof setInterval>;
  #lookedAt = Date.now();
  readonly #look = (): void => {
    // The time of day goes on while the machine sleeps, the clock of timers not everywhere.
    const late = Date.now() - this.#lookedAt - LOOK_MILLIS;
    this.#lookedAt = Date.now();
    if (late > LATE_MILLIS) {
      this.#onSign();
    }
  };
  readonly #shown = (): void => {
    if (document.visibilityState === "visible") {
      this.#onSign();
    }
  };

  constructor(onSign: () => void) {
    this.#onSign = onSign;
    this.#timer = setInterval(this.#look, LOOK_MILLIS);
    const { page, document } = targets();
    page?.addEventListener("online", onSign);
    page?.addEventListener("pageshow", onSign);
    document?.addEventListener("visibilitychange", this.#shown);
  }

  /** Leaves no listener and no timer behind. */
  close(): void {
    clearInterval(this.#timer);
    const { page, document } = targets();
    page?.removeEventListener("online", this.#onSign);
    page?.removeEventListener("pageshow", this.#onSign);
    document?.removeEventListener("visibilitychange", this.#shown);
  }
}

function targets(): { readonly page?: Target; readonly document?: Target } {
  return {
    ...("addEventListener" in globalThis && { page: globalThis }),
    ...("document" in globalThis && { document }),
  };
}
