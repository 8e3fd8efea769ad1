import { setText } from "../dom.js";

const MOST_LINES = 3;

/** How long the region stays empty at least: the same line twice is else no change, and not read. */
const EMPTY_MILLIS = 100;

/**
 * Tells people who listen to the page what happened, a little at a time: lines that come faster than
 * a voice could read them are gathered, and of too many only the newest are read.
 */
export class Announcer {
  readonly #region: HTMLElement;
  readonly #millis: number;
  #lines: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

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
    this.#timer = setTimeout(() => this.#empty(), this.#millis - EMPTY_MILLIS);
  }

  #empty(): void {
    setText(this.#region, "");
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#lines.length > 0) this.#read();
    }, EMPTY_MILLIS);
  }
}
