import { setText } from "../dom.js";

const MOST_LINES = 3;

/**
 * Tells people who listen to the page what happened, a little at a time: lines that come faster than
 * a voice could read them are gathered, and of too many only the newest are read.
 */
export class Announcer {
  readonly #region: HTMLElement;
  readonly #millis: number;
  #lines: string[] = [];
  #timer: number | undefined;

  /** A region with aria-live, and at least how many milliseconds lie between two readings. */
  constructor(region: HTMLElement, millis: number) {
    this.#region = region;
    this.#millis = millis;
  }

  say(line: string): void {
    this.#lines = [...this.#lines, line].slice(-MOST_LINES);
    if (this.#timer === undefined) this.#read();
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#lines = [];
    setText(this.#region, "");
  }

  #read(): void {
    setText(this.#region, this.#lines.join(". "));
    this.#lines = [];
    this.#timer = window.setTimeout(() => {
      this.#timer = undefined;
      if (this.#lines.length > 0) this.#read();
    }, this.#millis);
  }
}
