import { ALL_COLORS, type HullColor } from "../colors.js";

/** A picture that was drawn once, to be stamped many times. */
export type Sprite = HTMLCanvasElement;

/** Draws a sprite of that many pixels. Blurs and gradients belong here, not into a display frame. */
export function sprite(
  width: number,
  height: number,
  draw: (to: CanvasRenderingContext2D) => void,
): Sprite {
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width);
  canvas.height = Math.ceil(height);
  draw(context(canvas));
  return canvas;
}

/** The 2D context of a canvas. Browsers give one unless the canvas is used otherwise already. */
export function context(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const made = canvas.getContext("2d");
  if (made === null) throw new Error("this browser has no 2D canvas, which the arena is drawn on");
  return made;
}

/** A CSS colour #rrggbb with an opacity from 0 to 1. */
export function faded(css: string, opacity: number): string {
  const byte = Math.round(Math.max(0, Math.min(1, opacity)) * 255);
  return css + byte.toString(16).padStart(2, "0");
}

const GLOW = 96;
const TRACER_LENGTH = 160;
const TRACER_WIDTH = 40;

/** Light that falls off to all sides. */
function glow(css: string): Sprite {
  return sprite(GLOW, GLOW, (to) => {
    const middle = GLOW / 2;
    const light = to.createRadialGradient(middle, middle, 0, middle, middle, middle);
    light.addColorStop(0, faded(css, 0.9));
    light.addColorStop(0.18, faded(css, 0.5));
    light.addColorStop(0.45, faded(css, 0.16));
    light.addColorStop(1, faded(css, 0));
    to.fillStyle = light;
    to.fillRect(0, 0, GLOW, GLOW);
  });
}

/** A shot that flies to the right: bright at its head, and a tail that fades. */
function tracer(css: string): Sprite {
  return sprite(TRACER_LENGTH, TRACER_WIDTH, (to) => {
    const middle = TRACER_WIDTH / 2;
    const head = TRACER_LENGTH - middle;
    tail(to, css, head, 9, 0.35);
    tail(to, css, head, 4, 0.9);
    tail(to, "#ffffff", head, 1.8, 1);
    const light = to.createRadialGradient(head, middle, 0, head, middle, middle);
    light.addColorStop(0, "#ffffff");
    light.addColorStop(0.16, faded("#ffffff", 0.9));
    light.addColorStop(0.32, faded(css, 0.55));
    light.addColorStop(1, faded(css, 0));
    to.fillStyle = light;
    to.fillRect(head - middle, 0, TRACER_WIDTH, TRACER_WIDTH);
  });
}

function tail(
  to: CanvasRenderingContext2D,
  css: string,
  head: number,
  width: number,
  opacity: number,
): void {
  const middle = TRACER_WIDTH / 2;
  const light = to.createLinearGradient(0, 0, head, 0);
  light.addColorStop(0, faded(css, 0));
  light.addColorStop(1, faded(css, opacity));
  to.fillStyle = light;
  to.beginPath();
  to.moveTo(0, middle);
  to.lineTo(head, middle - width / 2);
  to.arc(head, middle, width / 2, -Math.PI / 2, Math.PI / 2);
  to.closePath();
  to.fill();
}

/** An engine's fire that blows to the left, from a nozzle at the right edge. */
function flame(css: string): Sprite {
  return sprite(128, 64, (to) => {
    tongue(to, 128, 26, faded(css, 0), faded(css, 0.75));
    tongue(to, 84, 15, faded(css, 0.2), faded("#ffffff", 0.85));
    tongue(to, 46, 8, faded("#ffffff", 0.4), "#ffffff");
  });
}

function tongue(
  to: CanvasRenderingContext2D,
  length: number,
  half: number,
  tip: string,
  root: string,
): void {
  const fire = to.createLinearGradient(128 - length, 0, 128, 0);
  fire.addColorStop(0, tip);
  fire.addColorStop(0.8, root);
  fire.addColorStop(1, root);
  to.fillStyle = fire;
  to.beginPath();
  to.moveTo(128 - length, 32);
  to.quadraticCurveTo(128 - length * 0.35, 32 - half * 1.3, 128, 32 - half * 0.45);
  to.lineTo(128, 32 + half * 0.45);
  to.quadraticCurveTo(128 - length * 0.35, 32 + half * 1.3, 128 - length, 32);
  to.fill();
}

/** A bubble of light: clear in the middle, bright at its rim. */
function bubble(): Sprite {
  return sprite(128, 128, (to) => {
    const skin = to.createRadialGradient(64, 64, 30, 64, 64, 64);
    skin.addColorStop(0, "#8fd8ff00");
    skin.addColorStop(0.6, "#8fd8ff1c");
    skin.addColorStop(0.86, "#a9e4ff70");
    skin.addColorStop(0.93, "#e2f6ffd0");
    skin.addColorStop(1, "#8fd8ff00");
    to.fillStyle = skin;
    to.fillRect(0, 0, 128, 128);
    const shine = to.createRadialGradient(44, 38, 0, 44, 38, 26);
    shine.addColorStop(0, "#ffffff50");
    shine.addColorStop(1, "#ffffff00");
    to.fillStyle = shine;
    to.fillRect(0, 0, 128, 128);
  });
}

/** A wave that runs outwards: sharp at its front, and fading behind. */
function ring(css: string): Sprite {
  return sprite(256, 256, (to) => {
    const wave = to.createRadialGradient(128, 128, 0, 128, 128, 128);
    wave.addColorStop(0.45, faded(css, 0));
    wave.addColorStop(0.8, faded(css, 0.16));
    wave.addColorStop(0.9, faded(css, 0.6));
    wave.addColorStop(0.935, faded("#ffffff", 0.95));
    wave.addColorStop(0.96, faded(css, 0.5));
    wave.addColorStop(1, faded(css, 0));
    to.fillStyle = wave;
    to.fillRect(0, 0, 256, 256);
  });
}

/** What shines in one hull's colour. */
export interface Lights {
  readonly glow: Sprite;
  readonly ring: Sprite;
  readonly tracer: Sprite;
  readonly flame: Sprite;
}

/** All sprites that the arena needs, drawn once when the page starts. */
export class Sprites {
  readonly bubble = bubble();
  /** White-hot and ember light, for what burns whatever its colour. */
  readonly white = glow("#ffffff");
  readonly whiteRing = ring("#cfe8ff");
  readonly ember = glow("#ff9a4a");
  readonly #lights = ALL_COLORS.map(({ css }): Lights => {
    return { glow: glow(css), ring: ring(css), tracer: tracer(css), flame: flame(css) };
  });

  of(color: HullColor): Lights {
    const lights = this.#lights[color.index];
    if (lights === undefined)
      throw new Error(`color.index: ${color.index} (expected: of the palette)`);
    return lights;
  }
}
