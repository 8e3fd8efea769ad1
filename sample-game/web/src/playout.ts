/** Where something is and where it points: metres, radians clockwise from +x. */
export interface Pose {
  x: number;
  y: number;
  heading: number;
}

/** What flies: where it is, and its velocity in metres a second. */
export interface Moving {
  readonly pose: Readonly<Pose>;
  readonly vx: number;
  readonly vy: number;
}

/** An entity as a frame gives it. */
export interface Sample extends Readonly<Pose> {
  readonly id: number;
}

/** How many frames a track remembers: more than the longest delay, so there is always one behind. */
const KEPT = 8;
const FIELDS = 4;

/** An entity that moved further than this in one tick was put there; it is not flown there. */
const SNAP_METRES_A_TICK = 6;

/** What ended this long ago is not shown any more, even if no display frame came to say so. */
const FORGET_TICKS = 60;

const LEAST_DELAY_TICKS = 1.25;
const MOST_DELAY_TICKS = 4;

/** Further away than this, time is set anew; nearer, it runs a little faster or slower. */
const JUMP_TICKS = 10;
const MOST_HURRY = 0.15;
const CORRECTION_A_TICK = 0.2;

/** The difference of two angles by the shortest arc, from -pi to pi. */
export function arc(from: number, to: number): number {
  const turn = (to - from) % (2 * Math.PI);
  if (turn > Math.PI) return turn - 2 * Math.PI;
  if (turn < -Math.PI) return turn + 2 * Math.PI;
  return turn;
}

/** The newest few samples of one entity, in a ring. */
class Track {
  readonly #ring = new Float64Array(KEPT * FIELDS);
  #count = 0;

  put(tick: number, pose: Readonly<Pose>): void {
    const at = (this.#count % KEPT) * FIELDS;
    this.#ring[at] = tick;
    this.#ring[at + 1] = pose.x;
    this.#ring[at + 2] = pose.y;
    this.#ring[at + 3] = pose.heading;
    this.#count++;
  }

  get lastTick(): number {
    return this.#read(this.#count - 1, 0);
  }

  /** Writes the pose at that tick; false when the entity is not there yet. */
  at(tick: number, into: Pose): boolean {
    const oldest = Math.max(0, this.#count - KEPT);
    let before = this.#count - 1;
    while (before >= oldest && this.#read(before, 0) > tick) before--;
    if (before < oldest) return false;
    this.#copy(before, into);
    if (before < this.#count - 1) this.#blend(before, tick, into);
    return true;
  }

  #blend(before: number, tick: number, into: Pose): void {
    const start = this.#read(before, 0);
    const ticks = this.#read(before + 1, 0) - start;
    const dx = this.#read(before + 1, 1) - into.x;
    const dy = this.#read(before + 1, 2) - into.y;
    if (Math.hypot(dx, dy) > SNAP_METRES_A_TICK * ticks) return;
    const part = (tick - start) / ticks;
    into.x += dx * part;
    into.y += dy * part;
    into.heading += arc(into.heading, this.#read(before + 1, 3)) * part;
  }

  #copy(index: number, into: Pose): void {
    into.x = this.#read(index, 1);
    into.y = this.#read(index, 2);
    into.heading = this.#read(index, 3);
  }

  #read(index: number, field: number): number {
    return this.#ring[(index % KEPT) * FIELDS + field] ?? 0;
  }
}

/**
 * Shows a room that arrives in ticks as smooth movement: a little behind the newest frame, between
 * the two frames around that moment. How far behind follows from how unevenly frames arrive.
 *
 * Time comes in from outside, in milliseconds of any clock that does not jump.
 */
export class Playout {
  readonly #tickMillis: number;
  readonly #tracks = new Map<number, Track>();
  #newest = Number.NEGATIVE_INFINITY;
  /** The mean of "when it arrived" minus "its tick", and how far arrivals stray from it; in ticks. */
  #offset = 0;
  #stray = 0;
  #shown = Number.NaN;
  #advancedAt = 0;

  constructor(tickMillis: number) {
    this.#tickMillis = tickMillis;
  }

  /** The tick that is shown, with its fraction; NaN before the first frame. */
  get tick(): number {
    return this.#shown;
  }

  /** How far behind the newest frame the picture is meant to be. */
  get delayMillis(): number {
    return this.#delayTicks() * this.#tickMillis;
  }

  /** Takes what a frame holds. An entity that is in none of the sets is gone from that tick on. */
  receive(tick: number, nowMillis: number, ...sets: readonly Iterable<Sample>[]): void {
    if (tick <= this.#newest) return;
    this.#measure(nowMillis / this.#tickMillis - tick);
    this.#newest = tick;
    for (const set of sets) {
      for (const sample of set) {
        let track = this.#tracks.get(sample.id);
        if (track === undefined) {
          track = new Track();
          this.#tracks.set(sample.id, track);
        }
        track.put(tick, sample);
      }
    }
    this.#forget(tick - FORGET_TICKS);
  }

  /** Moves the picture on to now. It never runs back, and never past the newest frame. */
  advance(nowMillis: number): void {
    if (this.#newest === Number.NEGATIVE_INFINITY) return;
    const wanted = nowMillis / this.#tickMillis - this.#offset - this.#delayTicks();
    const elapsed = (nowMillis - this.#advancedAt) / this.#tickMillis;
    this.#advancedAt = nowMillis;
    const error = wanted - (this.#shown + elapsed);
    const next = Math.abs(error) < JUMP_TICKS ? this.#shown + hurry(elapsed, error) : wanted;
    this.#shown = Math.min(
      Number.isNaN(this.#shown) ? next : Math.max(this.#shown, next),
      this.#newest,
    );
    // What is gone from a tick on is held where it was until that tick is shown.
    this.#forget(Math.min(this.#newest, this.#shown - 1));
  }

  /** Whether an entity is there, was until just now, or soon will be. */
  has(id: number): boolean {
    return this.#tracks.has(id);
  }

  /** Writes where an entity is shown; false when it is not there (not yet, or no longer). */
  pose(id: number, into: Pose): boolean {
    return this.#tracks.get(id)?.at(this.#shown, into) ?? false;
  }

  #forget(beforeTick: number): void {
    for (const [id, track] of this.#tracks) {
      if (track.lastTick < beforeTick) this.#tracks.delete(id);
    }
  }

  #measure(offset: number): void {
    if (this.#newest === Number.NEGATIVE_INFINITY || Math.abs(offset - this.#offset) > JUMP_TICKS) {
      this.#offset = offset;
      this.#stray = 0;
      return;
    }
    this.#stray += 0.1 * (Math.abs(offset - this.#offset) - this.#stray);
    this.#offset += 0.1 * (offset - this.#offset);
  }

  #delayTicks(): number {
    return Math.min(LEAST_DELAY_TICKS + 2 * this.#stray, MOST_DELAY_TICKS);
  }
}

/** Elapsed time, stretched a little so that the error goes without a visible jump. */
function hurry(elapsed: number, error: number): number {
  const most = MOST_HURRY * elapsed;
  const pull = error * (1 - Math.exp(-CORRECTION_A_TICK * elapsed));
  return elapsed + Math.max(-most, Math.min(most, pull));
}
