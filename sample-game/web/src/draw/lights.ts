import type { HullColor } from "../colors.js";
import { ALL_COLORS } from "../colors.js";
import type { Effects } from "../effects.js";
import { EMBER, type Particle, WHITE } from "../particles.js";
import type { Pose } from "../playout.js";
import type { Pen } from "./pen.js";
import type { Sprite, Sprites } from "./sprites.js";

const TRACER_METRES = 6.4;
const SPARK_SECONDS = 0.045;

/** Draws what shines: shots, sparks, fire, rings and flashes. */
export class LightPainter {
  readonly #pen: Pen;
  readonly #sprites: Sprites;
  readonly #visit = (particle: Readonly<Particle>, left: number) => this.#particle(particle, left);

  constructor(pen: Pen, sprites: Sprites) {
    this.#pen = pen;
    this.#sprites = sprites;
  }

  /** A tracer whose head is at the pose. */
  shot(pose: Readonly<Pose>, color: HullColor): void {
    if (!this.#pen.camera.sees(pose.x, pose.y, TRACER_METRES)) return;
    const { tracer } = this.#sprites.of(color);
    this.#pen.place(pose.x, pose.y, pose.heading, TRACER_METRES);
    this.#pen.to.globalAlpha = 1;
    this.#pen.to.drawImage(tracer, -0.875, -0.125, 1, 0.25);
  }

  effects(effects: Effects): void {
    const pen = this.#pen;
    pen.to.lineCap = "round";
    effects.particles.each(this.#visit);
    for (const flash of effects.flashes) {
      const left = 1 - flash.age / flash.seconds;
      pen.light(
        this.#glow(flash.color),
        flash.x,
        flash.y,
        flash.metres * (1.15 - 0.3 * left),
        left,
      );
    }
    for (const ring of effects.rings) {
      const done = ring.age / ring.seconds;
      const part = ring.metres > 0 ? 1 - (1 - done) ** 3 : (1 - done) ** 2;
      const width = 2 * Math.abs(ring.metres) * part;
      pen.light(this.#wave(ring.color), ring.x, ring.y, width, (1 - done) ** 1.4);
    }
    pen.to.globalAlpha = 1;
  }

  #particle(particle: Readonly<Particle>, left: number): void {
    const pen = this.#pen;
    if (!pen.camera.sees(particle.x, particle.y, particle.metres)) return;
    switch (particle.look) {
      case "puff":
        pen.light(
          this.#glow(particle.color),
          particle.x,
          particle.y,
          particle.metres * 1.6,
          left * 0.7,
        );
        return;
      case "spark":
        this.#streak(particle, left);
        return;
      case "debris":
        this.#piece(particle, left);
        return;
    }
  }

  #streak(particle: Readonly<Particle>, left: number): void {
    const { to } = this.#pen;
    this.#pen.place(particle.x, particle.y, 0, 1);
    to.globalAlpha = left * left;
    to.strokeStyle = cssOf(particle.color);
    to.lineWidth = particle.metres;
    to.beginPath();
    to.moveTo(0, 0);
    to.lineTo(-particle.vx * SPARK_SECONDS - 0.05, -particle.vy * SPARK_SECONDS);
    to.stroke();
  }

  #piece(particle: Readonly<Particle>, left: number): void {
    const { to } = this.#pen;
    this.#pen.place(particle.x, particle.y, particle.angle, particle.metres);
    to.globalAlpha = Math.min(1, left * 2);
    to.strokeStyle = cssOf(particle.color);
    to.lineWidth = 0.22;
    to.beginPath();
    to.moveTo(1, 0);
    to.lineTo(-0.6, 0.6);
    to.lineTo(-0.4, -0.5);
    to.closePath();
    to.stroke();
  }

  #wave(color: number): Sprite {
    const own = ALL_COLORS[color];
    return own === undefined ? this.#sprites.whiteRing : this.#sprites.of(own).ring;
  }

  #glow(color: number): Sprite {
    if (color === WHITE) return this.#sprites.white;
    const own = ALL_COLORS[color];
    return own === undefined ? this.#sprites.ember : this.#sprites.of(own).glow;
  }
}

function cssOf(color: number): string {
  if (color === WHITE) return "#ffffff";
  if (color === EMBER) return "#ffb46b";
  return ALL_COLORS[color]?.css ?? "#ffffff";
}
