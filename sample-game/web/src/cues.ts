interface Cue {
  readonly tick: number;
  readonly act: () => void;
}

/** More than this do not wait: a page that is not shown plays nothing, but must not grow either. */
const MOST_CUES = 128;
/** A cue that comes later than this (a second at 30 Hz) is no longer worth playing. */
const STALE_TICKS = 30;

/** What happened at a tick, kept until the picture has come to that tick. */
export class Cues {
  #waiting: Cue[] = [];

  /** When too many wait, the oldest is dropped. */
  add(tick: number, act: () => void): void {
    this.#waiting.push({ tick, act });
    if (this.#waiting.length > MOST_CUES) this.#waiting.shift();
  }

  /** Plays all whose tick is shown by now, in their order. */
  play(shownTick: number): void {
    const due = this.#waiting.filter((cue) => cue.tick <= shownTick);
    if (due.length === 0) return;
    this.#waiting = this.#waiting.filter((cue) => cue.tick > shownTick);
    for (const cue of due) {
      if (shownTick - cue.tick < STALE_TICKS) cue.act();
    }
  }
}
