/** How a particle looks: a soft puff of light, a streak along its way, or a tumbling piece of hull. */
export type Look = "puff" | "spark" | "debris";

/** What a new particle is like. Metres, seconds, radians. */
export interface Spray {
  readonly look: Look;
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
  readonly seconds: number;
  readonly metres: number;
  /** The index of a hull's colour, or `WHITE` or `EMBER`. */
  readonly color: number;
}

export const WHITE = -1;
export const EMBER = -2;

/** A particle that lives now. */
export interface Particle {
  look: Look;
  x: number;
  y: number;
  vx: number;
  vy: number;
  angle: number;
  spin: number;
  metres: number;
  color: number;
  age: number;
  seconds: number;
}

const DRAG: Record<Look, number> = { puff: 2.2, spark: 3.2, debris: 0.9 };

/**
 * A bounded crowd of particles. All of them are made at the start and used again, so that a battle
 * leaves nothing to collect; when all are in use, the one that was made first gives way.
 */
export class Particles {
  readonly #all: readonly Particle[];
  readonly #random: () => number;
  #next = 0;

  constructor(capacity: number, random: () => number) {
    this.#random = random;
    this.#all = Array.from({ length: capacity }, (): Particle => {
      return {
        look: "puff",
        x: 0,
        y: 0,
        vx: 0,
        vy: 0,
        angle: 0,
        spin: 0,
        metres: 0,
        color: WHITE,
        age: 0,
        seconds: 0,
      };
    });
  }

  add(spray: Spray): void {
    const particle = this.#all[this.#next];
    if (particle === undefined) return;
    this.#next = (this.#next + 1) % this.#all.length;
    particle.look = spray.look;
    particle.x = spray.x;
    particle.y = spray.y;
    particle.vx = spray.vx;
    particle.vy = spray.vy;
    particle.angle = this.#random() * 2 * Math.PI;
    particle.spin = (this.#random() - 0.5) * 9;
    particle.metres = spray.metres;
    particle.color = spray.color;
    particle.age = 0;
    particle.seconds = spray.seconds;
  }

  advance(seconds: number): void {
    for (const particle of this.#all) {
      if (particle.age >= particle.seconds) continue;
      particle.age += seconds;
      const slowed = Math.exp(-DRAG[particle.look] * seconds);
      particle.vx *= slowed;
      particle.vy *= slowed;
      particle.x += particle.vx * seconds;
      particle.y += particle.vy * seconds;
      particle.angle += particle.spin * seconds;
    }
  }

  /** Visits all that live, with the part of their life that is left, from 1 down to 0. */
  each(visit: (particle: Readonly<Particle>, left: number) => void): void {
    for (const particle of this.#all) {
      if (particle.age < particle.seconds) visit(particle, 1 - particle.age / particle.seconds);
    }
  }

  get living(): number {
    return this.#all.reduce((sum, one) => sum + (one.age < one.seconds ? 1 : 0), 0);
  }
}
