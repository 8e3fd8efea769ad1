import { arc } from "./playout.js";

/** What the pilot wants, as the contract's input has it. */
export interface Steer {
  readonly turn: number;
  readonly thrust: boolean;
  readonly fire: boolean;
}

export type Control = "left" | "right" | "thrust" | "fire";

/** How far the thumb must be out (of 1) to turn the ship, and to fly. */
const STICK_TURNS = 0.22;
const STICK_THRUSTS = 0.6;

/** Within this angle the turn eases off, so that the nose comes to rest where the thumb points. */
const EASE_RADIANS = 0.45;

/**
 * Puts keys and thumbs together to one input. A tap on fire counts for a tick and a half, because
 * input is sampled once a tick and a shorter tap between two samples would be lost.
 */
export class Steering {
  readonly #held = new Set<Control>();
  readonly #fireMillis: number;
  #stickX = 0;
  #stickY = 0;
  #fireUntil = Number.NEGATIVE_INFINITY;

  constructor(tickMillis: number) {
    this.#fireMillis = 1.5 * tickMillis;
  }

  press(control: Control, nowMillis: number): void {
    if (control === "fire" && !this.#held.has("fire"))
      this.#fireUntil = nowMillis + this.#fireMillis;
    this.#held.add(control);
  }

  release(control: Control): void {
    this.#held.delete(control);
  }

  /** Where the left thumb is, from the middle of its pad: 1 is the rim. (0, 0) when it is up. */
  stick(x: number, y: number): void {
    this.#stickX = x;
    this.#stickY = y;
  }

  /** Lets go of everything, taps too: a page that is hidden must not fly on. */
  releaseAll(): void {
    this.#held.clear();
    this.stick(0, 0);
    this.#fireUntil = Number.NEGATIVE_INFINITY;
  }

  /** The input of this moment. The heading is the own ship's, in radians. */
  sample(nowMillis: number, heading: number): Steer {
    const out = Math.hypot(this.#stickX, this.#stickY);
    return {
      turn: out > STICK_TURNS ? this.#turnToStick(heading) : this.#turnByKeys(),
      thrust: this.#held.has("thrust") || out > STICK_THRUSTS,
      fire: this.#held.has("fire") || nowMillis < this.#fireUntil,
    };
  }

  #turnByKeys(): number {
    return (this.#held.has("right") ? 1 : 0) - (this.#held.has("left") ? 1 : 0);
  }

  #turnToStick(heading: number): number {
    const missing = arc(heading, Math.atan2(this.#stickY, this.#stickX));
    return Math.max(-1, Math.min(1, missing / EASE_RADIANS));
  }
}
