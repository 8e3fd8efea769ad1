import type { Effects } from "../effects.js";
import type { Scene } from "../scene.js";
import type { Stage } from "../stage.js";
import { drawArrows } from "./arrows.js";
import { Backdrop } from "./backdrop.js";
import { drawField } from "./field.js";
import { Labels } from "./labels.js";
import { LightPainter } from "./lights.js";
import { Minimap } from "./minimap.js";
import type { Pen } from "./pen.js";
import { ShipPainter } from "./ships.js";
import { Sprites } from "./sprites.js";

/** The map need not follow every display frame. */
const MAP_SECONDS = 0.06;

/** Draws a whole picture of the arena, from the far stars to the names. */
export class Painter {
  readonly backdrop = new Backdrop();
  readonly ships: ShipPainter;
  readonly lights: LightPainter;
  readonly #pen: Pen;
  readonly #labels: Labels;
  readonly #minimap: Minimap;
  #mapAt = Number.NEGATIVE_INFINITY;

  constructor(stage: Stage, map: HTMLCanvasElement) {
    const sprites = new Sprites();
    this.#pen = stage.pen;
    this.ships = new ShipPainter(stage.pen, sprites);
    this.lights = new LightPainter(stage.pen, sprites);
    this.#labels = new Labels(stage.pen);
    this.#minimap = new Minimap(map);
  }

  /** The seconds are the page's, which only go up: a painter outlives the flights it draws. */
  draw(scene: Scene, effects: Effects, size: number, seconds: number): void {
    const pen = this.#pen;
    pen.shakeX = effects.shakeX;
    pen.shakeY = effects.shakeY;
    this.backdrop.draw(pen, seconds);
    drawField(pen, size, seconds);
    pen.adding(true);
    for (const shot of scene.shots.values()) {
      if (shot.shown) this.lights.shot(shot.pose, shot.color);
    }
    pen.adding(false);
    for (const view of scene.ships.values()) this.ships.draw(view, seconds);
    pen.adding(true);
    this.lights.effects(effects);
    pen.adding(false);
    this.#labels.draw(scene.ships.values());
    const own = scene.own;
    if (own !== undefined) drawArrows(pen, own, scene.ships.values());
    this.#map(scene, size, seconds);
  }

  #map(scene: Scene, size: number, seconds: number): void {
    if (seconds - this.#mapAt < MAP_SECONDS) return;
    this.#mapAt = seconds;
    this.#minimap.draw(scene, this.#pen.camera, size, this.#pen.ratio);
  }
}
