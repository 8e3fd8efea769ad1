import type { Camera } from "../camera.js";
import type { Scene, ShipView } from "../scene.js";
import { context } from "./sprites.js";

const PADDING = 6;

/** The whole arena, small: drawn onto a canvas of its own, whose place the style sheet decides. */
export class Minimap {
  readonly #canvas: HTMLCanvasElement;
  readonly #to: CanvasRenderingContext2D;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#to = context(canvas);
  }

  draw(scene: Scene, camera: Camera, size: number, ratio: number): void {
    const side = this.#canvas.clientWidth;
    if (side === 0 || size <= 0) return;
    const pixels = Math.round(side * ratio);
    if (this.#canvas.width !== pixels) {
      this.#canvas.width = pixels;
      this.#canvas.height = pixels;
    }
    const to = this.#to;
    const scale = (side - 2 * PADDING) / size;
    to.setTransform(ratio, 0, 0, ratio, 0, 0);
    to.clearRect(0, 0, side, side);
    to.translate(PADDING, PADDING);
    to.strokeStyle = "#58d6ffb0";
    to.lineWidth = 1;
    to.strokeRect(0, 0, size * scale, size * scale);
    this.#view(camera, size, scale);
    for (const view of scene.ships.values()) {
      if (view.shown && view.hull > 0) this.#ship(view, scale);
    }
  }

  #view(camera: Camera, size: number, scale: number): void {
    const left = Math.max(0, camera.x - camera.halfWidth);
    const top = Math.max(0, camera.y - camera.halfHeight);
    const right = Math.min(size, camera.x + camera.halfWidth);
    const bottom = Math.min(size, camera.y + camera.halfHeight);
    this.#to.fillStyle = "#9fc4ff1c";
    this.#to.fillRect(left * scale, top * scale, (right - left) * scale, (bottom - top) * scale);
  }

  /** The own ship is a dart, pilots are dots, bots are squares. */
  #ship({ build, color, pose }: ShipView, scale: number): void {
    const to = this.#to;
    const x = pose.x * scale;
    const y = pose.y * scale;
    to.fillStyle = color.css;
    to.beginPath();
    switch (build) {
      case "own":
        to.moveTo(x + 7 * Math.cos(pose.heading), y + 7 * Math.sin(pose.heading));
        to.lineTo(x + 5 * Math.cos(pose.heading + 2.5), y + 5 * Math.sin(pose.heading + 2.5));
        to.lineTo(x + 5 * Math.cos(pose.heading - 2.5), y + 5 * Math.sin(pose.heading - 2.5));
        break;
      case "pilot":
        to.arc(x, y, 3, 0, 2 * Math.PI);
        break;
      case "bot":
        to.rect(x - 2.2, y - 2.2, 4.4, 4.4);
        break;
    }
    to.fill();
  }
}
