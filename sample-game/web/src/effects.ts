import type { HullColor } from "./colors.js";
import { EMBER, Particles, WHITE } from "./particles.js";
import type { Moving, Pose } from "./playout.js";

/** Light that is there for a moment, in that many metres. */
interface Burst {
  readonly x: number;
  readonly y: number;
  readonly metres: number;
  readonly seconds: number;
  readonly color: number;
}

/** A burst of light that fades where it is; or a ring that grows or, with minus metres, closes in. */
export interface Light extends Burst {
  age: number;
}

/** Which way a spark flies, how fast in metres a second, and how long. */
interface Throw {
  readonly angle: number;
  readonly speed: number;
  readonly seconds: number;
}

const CAPACITY = 1400;
const MOST_RINGS = 24;
const MOST_FLASHES = 64;
const SHAKE_METRES = 0.9;
/** From here on nothing shakes any more. */
const SHAKE_REACH_METRES = 45;

/** All that sparkles and fades: it is drawn upon the state of the room and never changes it. */
export class Effects {
  readonly particles: Particles;
  readonly rings: Light[] = [];
  readonly flashes: Light[] = [];
  /** How far the picture is off now, in metres. */
  shakeX = 0;
  shakeY = 0;
  readonly #random: () => number;
  readonly #calm: () => boolean;
  #shake = 0;
  #time = 0;

  /** Calm: whether this person wants less motion. Then nothing shakes, and less flies about. */
  constructor(calm: () => boolean, random: () => number = Math.random) {
    this.#calm = calm;
    this.#random = random;
    this.particles = new Particles(CAPACITY, random);
  }

  advance(seconds: number): void {
    this.#time += seconds;
    this.particles.advance(seconds);
    grow(this.rings, seconds);
    grow(this.flashes, seconds);
    this.#shake = Math.max(0, this.#shake - seconds * 1.6);
    const metres = this.#calm() ? 0 : SHAKE_METRES * this.#shake * this.#shake;
    this.shakeX = metres * Math.sin(this.#time * 71);
    this.shakeY = metres * Math.sin(this.#time * 83 + 1);
  }

  /** A shot leaves the muzzle. */
  muzzle(pose: Readonly<Pose>, color: HullColor): void {
    this.#flash({ x: pose.x, y: pose.y, metres: 4.6, seconds: 0.09, color: color.index });
    this.#flash({ x: pose.x, y: pose.y, metres: 2, seconds: 0.07, color: WHITE });
    for (let spark = this.#many(3); spark > 0; spark--) {
      const angle = pose.heading + this.#spread(0.5);
      const speed = 10 + this.#random() * 16;
      this.#spark(pose.x, pose.y, { angle, speed, seconds: 0.16 }, color.index);
    }
  }

  /** A shot hit a hull. */
  hit(x: number, y: number, color: HullColor): void {
    this.#flash({ x, y, metres: 6, seconds: 0.14, color: WHITE });
    this.#flash({ x, y, metres: 8, seconds: 0.3, color: EMBER });
    for (let spark = this.#many(16); spark > 0; spark--) {
      const mine = this.#random() < 0.4 ? color.index : EMBER;
      const seconds = 0.25 + this.#random() * 0.35;
      const speed = 6 + this.#random() * 30;
      this.#spark(x, y, { angle: this.#spread(Math.PI), speed, seconds }, mine);
    }
  }

  /** A ship goes up. */
  explode(x: number, y: number, color: HullColor): void {
    this.#flash({ x, y, metres: 16, seconds: 0.22, color: WHITE });
    this.#flash({ x, y, metres: 26, seconds: 0.8, color: EMBER });
    this.#flash({ x, y, metres: 36, seconds: 0.5, color: color.index });
    this.#ring({ x, y, metres: 15, seconds: 0.75, color: color.index });
    this.#ring({ x, y, metres: 9, seconds: 0.5, color: WHITE });
    for (let spark = this.#many(54); spark > 0; spark--) {
      const mine = this.#random() < 0.35 ? color.index : EMBER;
      const seconds = 0.4 + this.#random() * 0.8;
      const speed = 6 + this.#random() ** 2 * 56;
      this.#spark(x, y, { angle: this.#spread(Math.PI), speed, seconds }, mine);
    }
    for (let puff = this.#many(20); puff > 0; puff--) this.#fire(x, y);
    for (let piece = this.#many(12); piece > 0; piece--) this.#debris(x, y, color);
  }

  /** A ship comes back. */
  arrive(x: number, y: number, color: HullColor): void {
    this.#ring({ x, y, metres: -9, seconds: 0.55, color: color.index });
    this.#ring({ x, y, metres: -5, seconds: 0.4, color: WHITE });
    this.#flash({ x, y, metres: 14, seconds: 0.5, color: color.index });
  }

  /** The trail of an engine that burned for that long. */
  trail({ pose, vx, vy }: Moving, color: HullColor, seconds: number): void {
    const rate = this.#calm() ? 14 : 55;
    if (this.#random() > rate * seconds) return;
    const back = pose.heading + Math.PI + this.#spread(0.22);
    const speed = 9 + this.#random() * 8;
    this.particles.add({
      look: "puff",
      x: pose.x + Math.cos(back) * 2,
      y: pose.y + Math.sin(back) * 2,
      vx: vx * 0.4 + Math.cos(back) * speed,
      vy: vy * 0.4 + Math.sin(back) * speed,
      seconds: 0.35 + this.#random() * 0.4,
      metres: 0.7 + this.#random() * 0.7,
      color: this.#random() < 0.3 ? EMBER : color.index,
    });
  }

  /** Shakes the picture: strength 1 right here, less from afar. */
  shake(strength: number, metresAway: number): void {
    const near = Math.max(0, 1 - metresAway / SHAKE_REACH_METRES);
    this.#shake = Math.min(1, this.#shake + strength * near);
  }

  #fire(x: number, y: number): void {
    const angle = this.#spread(Math.PI);
    const speed = this.#random() * 11;
    this.particles.add({
      look: "puff",
      x,
      y,
      vx: Math.cos(angle) * speed,
      vy: Math.sin(angle) * speed,
      seconds: 0.5 + this.#random() * 0.8,
      metres: 2 + this.#random() * 3,
      color: EMBER,
    });
  }

  #debris(x: number, y: number, color: HullColor): void {
    const angle = this.#spread(Math.PI);
    const speed = 4 + this.#random() * 15;
    this.particles.add({
      look: "debris",
      x,
      y,
      vx: Math.cos(angle) * speed,
      vy: Math.sin(angle) * speed,
      seconds: 0.9 + this.#random() * 1.1,
      metres: 0.4 + this.#random() * 0.7,
      color: color.index,
    });
  }

  #spark(x: number, y: number, { angle, speed, seconds }: Throw, color: number): void {
    const vx = Math.cos(angle) * speed;
    const vy = Math.sin(angle) * speed;
    this.particles.add({ look: "spark", x, y, vx, vy, seconds, metres: 0.16, color });
  }

  #ring(burst: Burst): void {
    if (this.rings.length < MOST_RINGS) this.rings.push({ ...burst, age: 0 });
  }

  #flash(burst: Burst): void {
    if (this.flashes.length < MOST_FLASHES) this.flashes.push({ ...burst, age: 0 });
  }

  #many(count: number): number {
    return this.#calm() ? Math.ceil(count / 4) : count;
  }

  #spread(radians: number): number {
    return (this.#random() * 2 - 1) * radians;
  }
}

function grow(list: { age: number; readonly seconds: number }[], seconds: number): void {
  for (let at = list.length - 1; at >= 0; at--) {
    const one = list[at];
    if (one === undefined) continue;
    one.age += seconds;
    if (one.age >= one.seconds) list.splice(at, 1);
  }
}
