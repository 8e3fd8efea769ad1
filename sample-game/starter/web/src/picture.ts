import { Food, type Snail, type Treat } from "./gen/snails_pb.js";
import {
  drawMeadow,
  drawRain,
  drawSnail,
  drawSpeech,
  drawThought,
  drawTrail,
  drawTreat,
} from "./shapes.js";

/** The size of the garden in centimetres, as in SnailsRoom.java. */
const WIDTH = 160;
const HEIGHT = 90;
const EDGE = 12; // of meadow around it, so that nobody crawls out of sight
const SPEECH_MILLIS = 5000;
const TRAIL = 60; // centimetres

interface Place {
  readonly x: number;
  readonly y: number;
}

/** A snail on the screen: it glides to where the server has it. */
interface Sprite {
  readonly snail: Snail;
  readonly trail: Place[];
  x: number;
  y: number;
  facing: number;
  speech: string;
}

/** Shows the garden on the canvas. */
export class Picture {
  readonly #canvas: HTMLCanvasElement;
  readonly #pen: CanvasRenderingContext2D;
  readonly #sprites = new Map<number, Sprite>();
  #left = 0;
  #top = 0;
  #scale = 1; // pixels of a centimetre

  constructor(canvas: HTMLCanvasElement) {
    const pen = canvas.getContext("2d");
    if (pen === null) throw new Error("This browser does not draw");
    this.#canvas = canvas;
    this.#pen = pen;
  }

  add(snail: Snail): void {
    const { id, x, y } = snail;
    this.#sprites.set(id, { snail, trail: [], x, y, facing: 1, speech: "" });
  }

  remove(snail: Snail): void {
    this.#sprites.delete(snail.id);
  }

  say(id: number, text: string): void {
    const sprite = this.#sprites.get(id);
    if (sprite === undefined) return;
    sprite.speech = text;
    setTimeout(() => {
      if (sprite.speech === text) sprite.speech = "";
    }, SPEECH_MILLIS);
  }

  /** Where something is on the screen, in pixels. */
  onScreen({ x, y }: Place): Place {
    return { x: (x - this.#left) * this.#scale, y: (y - this.#top) * this.#scale };
  }

  /** Draws all there is, and as much of the garden as fits around the own snail. */
  draw(treats: Iterable<Treat>, isRaining: boolean, own: Snail | undefined): void {
    const sprites = [...this.#sprites.values()].sort((a, b) => a.y - b.y); // the nearest in front
    for (const sprite of sprites) glide(sprite);
    this.#lookAt(this.#sprites.get(own?.id ?? 0) ?? { x: WIDTH / 2, y: HEIGHT / 2 });
    this.#overAll(drawMeadow);
    for (const { trail } of sprites) drawTrail(this.#pen, trail);
    for (const { food, x, y } of treats) drawTreat(this.#pen, food, x, y);
    for (const { snail, x, y, facing } of sprites) {
      drawSnail(this.#pen, x, y, facing, snail.hue, snail.name);
    }
    if (isRaining) this.#overAll(drawRain);
    for (const { snail, x, y, speech } of sprites) {
      if (speech !== "") drawSpeech(this.#pen, speech, x, y - 10);
      else if (snail.craving !== Food.SECRET) drawThought(this.#pen, snail.craving, x, y - 10);
    }
  }

  #overAll(shape: (pen: CanvasRenderingContext2D, width: number, height: number) => void): void {
    this.#pen.save();
    this.#pen.translate(-EDGE, -EDGE);
    shape(this.#pen, WIDTH + 2 * EDGE, HEIGHT + 2 * EDGE);
    this.#pen.restore();
  }

  /** Fills the screen with the part of the garden around a place. */
  #lookAt({ x, y }: Place): void {
    const { clientWidth, clientHeight } = this.#canvas;
    this.#canvas.width = clientWidth * devicePixelRatio; // which also clears it
    this.#canvas.height = clientHeight * devicePixelRatio;
    this.#scale = Math.max(clientWidth / (WIDTH + 2 * EDGE), clientHeight / (HEIGHT + 2 * EDGE));
    this.#left = startOf(clientWidth / this.#scale, x, WIDTH);
    this.#top = startOf(clientHeight / this.#scale, y, HEIGHT);
    const scale = this.#scale * devicePixelRatio;
    this.#pen.setTransform(scale, 0, 0, scale, -this.#left * scale, -this.#top * scale);
  }
}

function glide(sprite: Sprite): void {
  const { snail, trail } = sprite;
  const dx = snail.x - sprite.x;
  sprite.x += dx * 0.25;
  sprite.y += (snail.y - sprite.y) * 0.25;
  if (Math.abs(dx) > 0.1) sprite.facing = Math.sign(dx);
  const last = trail.at(-1);
  if (last === undefined || Math.hypot(sprite.x - last.x, sprite.y - last.y) > 1) {
    trail.push({ x: sprite.x, y: sprite.y });
    if (trail.length > TRAIL) trail.shift();
  }
}

/** Where a window has to start to have a place in its middle and not to reach over the meadow. */
function startOf(window: number, middle: number, size: number): number {
  return Math.max(-EDGE, Math.min(middle - window / 2, size + EDGE - window));
}
