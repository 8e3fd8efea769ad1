import { Camera } from "./camera.js";
import { Pen } from "./draw/pen.js";
import { context } from "./draw/sprites.js";
import { Resolution } from "./pace.js";

/** The canvas that fills the page, and the camera that looks at the arena through it. */
export class Stage {
  readonly canvas: HTMLCanvasElement;
  readonly camera = new Camera();
  readonly pen: Pen;
  readonly #resolution = new Resolution();

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    this.pen = new Pen(context(canvas), this.camera);
    this.#fit();
    new ResizeObserver(() => this.#fit()).observe(canvas);
  }

  /** Takes the length of a display frame, and draws with fewer pixels where frames are slow. */
  judge(millis: number): void {
    if (this.#resolution.judge(millis, devicePixelRatio)) this.#fit();
  }

  /** Takes the light from a picture that is not what is. */
  dim(dimmed: boolean): void {
    this.canvas.classList.toggle("dim", dimmed);
  }

  #fit(): void {
    const { canvas, pen } = this;
    pen.ratio = this.#resolution.ratio(devicePixelRatio);
    this.camera.resize(canvas.clientWidth, canvas.clientHeight);
    canvas.width = Math.round(this.camera.width * pen.ratio);
    canvas.height = Math.round(this.camera.height * pen.ratio);
  }
}
