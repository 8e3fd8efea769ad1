import { ALL_COLORS, type HullColor, OWN } from "../colors.js";
import type { Pose } from "../playout.js";
import type { Build, ShipView } from "../scene.js";
import { BOT_HULL, type Hull, OWN_HULL, type Paint, PILOT_HULL, paint } from "./hulls.js";
import type { Pen } from "./pen.js";
import type { Sprites } from "./sprites.js";

/** A hull is drawn a little larger than the radius that shots meet, as it is mostly gaps. */
const UNIT_METRES = 1.9;

const HULLS: Record<Build, Hull> = { own: OWN_HULL, pilot: PILOT_HULL, bot: BOT_HULL };

/** What is drawn of a ship, whoever flies it. */
export interface Craft {
  readonly build: Build;
  readonly color: HullColor;
  readonly pose: Readonly<Pose>;
}

/** Draws ships, their fire, shields and wrecks. */
export class ShipPainter {
  readonly #pen: Pen;
  readonly #sprites: Sprites;
  readonly #paints: readonly Paint[];

  constructor(pen: Pen, sprites: Sprites) {
    this.#pen = pen;
    this.#sprites = sprites;
    this.#paints = ALL_COLORS.map((color) => paint(pen.to, color));
  }

  draw(view: ShipView, seconds: number): void {
    const { pose, ship } = view;
    if (!view.shown || !this.#pen.camera.sees(pose.x, pose.y, 8)) return;
    if (view.hull === 0) {
      this.#wreck(view, seconds);
      return;
    }
    this.#light(view, seconds);
    this.drawHull(view, UNIT_METRES);
    if (view.build === "own") this.#marker(view, seconds);
    if (ship.shielded) this.#shield(view, seconds);
  }

  /** A hull alone, whose unit is that many metres. */
  drawHull({ build, color, pose }: Craft, unit: number): void {
    this.#pen.place(pose.x, pose.y, pose.heading, unit);
    this.#hull(HULLS[build], color);
  }

  /** The fire of an engine: two sines make it flicker without a random number a frame. */
  drawFlame({ build, color, pose }: Craft, unit: number, seconds: number): void {
    const { nozzles, flameWidth } = HULLS[build];
    const flicker =
      1 + 0.16 * Math.sin(seconds * 61 + pose.x) + 0.12 * Math.sin(seconds * 97 + pose.y);
    const { flame } = this.#sprites.of(color);
    this.#pen.place(pose.x, pose.y, pose.heading, unit);
    const length = 1.9 * flicker;
    for (const [nx, ny] of nozzles) {
      this.#pen.to.drawImage(flame, nx + 0.08 - length, ny - flameWidth / 2, length, flameWidth);
    }
  }

  #light(view: ShipView, seconds: number): void {
    const pen = this.#pen;
    const { pose } = view;
    const { glow } = this.#sprites.of(view.color);
    pen.adding(true);
    pen.light(glow, pose.x, pose.y, view.build === "own" ? 11 : 8.5, 0.34);
    pen.to.globalAlpha = 1;
    if (view.ship.thrusting) {
      this.drawFlame(view, UNIT_METRES, seconds);
      const back = 2.6;
      const x = pose.x - Math.cos(pose.heading) * back;
      const y = pose.y - Math.sin(pose.heading) * back;
      pen.light(glow, x, y, 6.5, 0.6);
    }
    pen.adding(false);
  }

  #hull(hull: Hull, color: HullColor): void {
    const { to } = this.#pen;
    const look = this.#paints[color.index] ?? this.#paints[OWN.index];
    if (look === undefined) return;
    to.globalAlpha = 1;
    to.lineJoin = "round";
    to.fillStyle = look.body;
    to.fill(hull.outline);
    to.strokeStyle = look.panel;
    to.lineWidth = 0.045;
    to.stroke(hull.panels);
    to.strokeStyle = look.edge;
    to.lineWidth = 0.085;
    to.stroke(hull.outline);
    to.fillStyle = "#06101f";
    to.fill(hull.canopy);
    to.strokeStyle = "#ffffffd0";
    to.lineWidth = 0.05;
    to.stroke(hull.canopy);
  }

  /** Four arcs that turn slowly: this one is yours, whatever colours you can tell apart. */
  #marker({ pose }: ShipView, seconds: number): void {
    const { to } = this.#pen;
    this.#pen.place(pose.x, pose.y, seconds * 0.5, UNIT_METRES);
    to.strokeStyle = OWN.css;
    to.globalAlpha = 0.6;
    to.lineWidth = 0.07;
    to.beginPath();
    for (let quarter = 0; quarter < 4; quarter++) {
      const start = (quarter * Math.PI) / 2 - 0.3;
      to.moveTo(1.85 * Math.cos(start), 1.85 * Math.sin(start));
      to.arc(0, 0, 1.85, start, start + 0.6);
    }
    to.stroke();
    to.globalAlpha = 1;
  }

  #shield({ pose }: ShipView, seconds: number): void {
    const pen = this.#pen;
    const pulse = 1 + 0.035 * Math.sin(seconds * 9);
    pen.adding(true);
    pen.light(this.#sprites.bubble, pose.x, pose.y, 7 * pulse, 0.9);
    pen.adding(false);
  }

  /** What is left drifts, dim and tumbling, until the ship comes back. */
  #wreck({ pose, build, color }: ShipView, seconds: number): void {
    const { to } = this.#pen;
    this.#pen.place(pose.x, pose.y, pose.heading + seconds * 0.7, UNIT_METRES * 0.9);
    to.globalAlpha = 0.4;
    to.strokeStyle = color.css;
    to.lineWidth = 0.07;
    to.setLineDash(BROKEN);
    to.stroke(HULLS[build].outline);
    to.setLineDash(WHOLE);
    to.globalAlpha = 1;
  }
}

const BROKEN = [0.5, 0.42];
const WHOLE: number[] = [];
