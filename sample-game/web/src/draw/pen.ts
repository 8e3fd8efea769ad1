import type { Camera } from "../camera.js";
import type { Sprite } from "./sprites.js";

/**
 * Draws onto the stage in metres of the arena or in CSS pixels of the page. Its transforms are set
 * whole: save and restore would cost more than all that is drawn between them.
 */
export class Pen {
  readonly to: CanvasRenderingContext2D;
  readonly camera: Camera;
  /** Device pixels a CSS pixel. */
  ratio = 1;
  /** How far the whole picture is shaken, in metres. */
  shakeX = 0;
  shakeY = 0;

  constructor(to: CanvasRenderingContext2D, camera: Camera) {
    this.to = to;
    this.camera = camera;
  }

  /** From here on in CSS pixels, (0, 0) at the top left. */
  inPixels(): void {
    this.to.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
  }

  /** From here on in metres of the arena. */
  inMetres(): void {
    this.place(0, 0, 0, 1);
  }

  /** From here on in units of that many metres around (x, y), turned by that angle. */
  place(x: number, y: number, angle: number, unit: number): void {
    const scale = this.camera.scale * this.ratio;
    const cos = Math.cos(angle) * unit * scale;
    const sin = Math.sin(angle) * unit * scale;
    const left = this.pixelX(x) * this.ratio;
    const top = this.pixelY(y) * this.ratio;
    this.to.setTransform(cos, sin, -sin, cos, left, top);
  }

  /** Where a place of the arena is on the page, in CSS pixels. */
  pixelX(x: number): number {
    return (x - this.camera.x + this.shakeX) * this.camera.scale + this.camera.width / 2;
  }

  pixelY(y: number): number {
    return (y - this.camera.y + this.shakeY) * this.camera.scale + this.camera.height / 2;
  }

  /** Stamps light around (x, y), that many metres wide. Leaves its own transform behind. */
  light(image: Sprite, x: number, y: number, metres: number, opacity: number): void {
    if (opacity <= 0.004) return;
    this.place(x, y, 0, metres);
    this.to.globalAlpha = Math.min(1, opacity);
    this.to.drawImage(image, -0.5, -0.5, 1, 1);
  }

  /** Whether light is added up (fire, glows) or paint covers. */
  adding(on: boolean): void {
    this.to.globalCompositeOperation = on ? "lighter" : "source-over";
    this.to.globalAlpha = 1;
  }
}
