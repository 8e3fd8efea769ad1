/** A pause this long is a hidden tab, not a slow machine. */
const PAUSE_MILLIS = 250;
/** How many display frames are looked at before the resolution is judged. */
const JUDGED_FRAMES = 90;
/** Slower than this (50 frames a second), the picture has too many pixels for this machine. */
const SLOW_MILLIS = 20;

/** One slow stretch may be anything; this many in a row are the picture. */
const SLOW_WINDOWS = 2;
/** Fewer pixels helped when frames take at most this part of what they took. */
const HELPED = 0.92;

const RATIOS = [2, 1.5, 1] as const;

/** Measures how fast display frames come, and what our own code takes of each. */
export class Pace {
  #interval = 1000 / 60;
  #script = 0;
  #lastAt = Number.NaN;

  /** A display frame began. Returns the milliseconds since the last one; undefined after a pause. */
  begin(nowMillis: number): number | undefined {
    const millis = nowMillis - this.#lastAt;
    this.#lastAt = nowMillis;
    if (Number.isNaN(millis) || millis > PAUSE_MILLIS || millis <= 0) return undefined;
    this.#interval += 0.05 * (millis - this.#interval);
    return millis;
  }

  end(scriptMillis: number): void {
    this.#script += 0.05 * (scriptMillis - this.#script);
  }

  get framesASecond(): number {
    return Math.round(1000 / this.#interval);
  }

  get scriptMillis(): number {
    return this.#script;
  }
}

/**
 * How many canvas pixels a CSS pixel gets: what the display has, at most 2, and less where the
 * machine cannot keep up with so many. Where fewer pixels do not help, because something else is
 * slow or the display itself is, it goes back and leaves it at that.
 */
export class Resolution {
  #most: number = RATIOS[0];
  #frames = 0;
  #sumMillis = 0;
  #slowWindows = 0;
  /** What it was before it went down, until it is known whether that helped. */
  #tried: { readonly most: number; readonly meanMillis: number } | undefined;
  #settled = false;

  ratio(devicePixelRatio: number): number {
    return Math.min(this.#most, devicePixelRatio);
  }

  /** Takes the length of a display frame; returns whether the ratio has just changed. */
  judge(millis: number, devicePixelRatio: number): boolean {
    this.#frames++;
    this.#sumMillis += millis;
    if (this.#frames < JUDGED_FRAMES || this.#settled) return false;
    const meanMillis = this.#sumMillis / this.#frames;
    this.#frames = 0;
    this.#sumMillis = 0;
    const before = this.ratio(devicePixelRatio);
    this.#judgeWindow(meanMillis, before);
    return this.ratio(devicePixelRatio) !== before;
  }

  #judgeWindow(meanMillis: number, ratio: number): void {
    if (this.#tried !== undefined && meanMillis > HELPED * this.#tried.meanMillis) {
      this.#most = this.#tried.most;
      this.#settled = true;
      return;
    }
    this.#tried = undefined;
    this.#slowWindows = meanMillis > SLOW_MILLIS ? this.#slowWindows + 1 : 0;
    const lower = RATIOS.find((one) => one < ratio);
    if (this.#slowWindows < SLOW_WINDOWS || lower === undefined) return;
    this.#slowWindows = 0;
    this.#tried = { most: this.#most, meanMillis };
    this.#most = lower;
  }
}
