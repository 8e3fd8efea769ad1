import type { HullColor } from "../colors.js";
import { faded } from "./sprites.js";

type Point = readonly [x: number, y: number];

/** How a ship is built. Its nose points to +x, and its radius is about one. */
export interface Hull {
  readonly outline: Path2D;
  readonly panels: Path2D;
  readonly canopy: Path2D;
  /** Where the fire comes out, and how wide it is there. */
  readonly nozzles: readonly Point[];
  readonly flameWidth: number;
}

function mirrored(half: readonly Point[]): Path2D {
  const path = new Path2D();
  const below = [...half].reverse().map(([x, y]): Point => [x, -y]);
  const [first, ...rest] = [...half, ...below];
  if (first !== undefined) path.moveTo(...first);
  for (const point of rest) path.lineTo(...point);
  path.closePath();
  return path;
}

function lines(...runs: readonly (readonly Point[])[]): Path2D {
  const path = new Path2D();
  for (const run of runs) {
    for (const side of [1, -1]) {
      run.forEach(([x, y], at) => {
        if (at === 0) path.moveTo(x, y * side);
        else path.lineTo(x, y * side);
      });
    }
  }
  return path;
}

function ellipse(x: number, length: number, width: number): Path2D {
  const path = new Path2D();
  path.ellipse(x, 0, length, width, 0, 0, 2 * Math.PI);
  return path;
}

/** The player's own ship: wings swept forward, which no other ship has. */
export const OWN_HULL: Hull = {
  outline: mirrored([
    [1.4, 0],
    [0.62, 0.22],
    [0.12, 0.36],
    [0.3, 0.72],
    [0.86, 0.98],
    [0.1, 1.02],
    [-0.5, 0.84],
    [-0.7, 0.52],
    [-1.02, 0.46],
    [-0.92, 0.12],
    [-0.8, 0],
  ]),
  panels: lines(
    [
      [0.12, 0.36],
      [-0.4, 0.34],
      [-0.7, 0.52],
    ],
    [
      [0.1, 0.72],
      [-0.42, 0.66],
    ],
    [
      [1.0, 0],
      [0.62, 0],
    ],
  ),
  canopy: ellipse(0.28, 0.32, 0.14),
  nozzles: [
    [-0.92, 0.3],
    [-0.92, -0.3],
  ],
  flameWidth: 0.75,
};

/** Another player's ship: a dart with wings swept back. */
export const PILOT_HULL: Hull = {
  outline: mirrored([
    [1.34, 0],
    [0.5, 0.26],
    [-0.05, 0.4],
    [-0.62, 1.02],
    [-1.0, 1.0],
    [-0.74, 0.42],
    [-0.94, 0.26],
    [-0.86, 0],
  ]),
  panels: lines(
    [
      [-0.05, 0.4],
      [-0.74, 0.42],
    ],
    [
      [0.95, 0],
      [0.6, 0],
    ],
    [
      [-0.36, 0.56],
      [-0.78, 0.82],
    ],
  ),
  canopy: ellipse(0.2, 0.3, 0.13),
  nozzles: [[-0.86, 0]],
  flameWidth: 1.0,
};

/** A bot's ship: stubby, with an eye in place of a canopy. */
export const BOT_HULL: Hull = {
  outline: mirrored([
    [0.92, 0],
    [0.84, 0.3],
    [1.12, 0.62],
    [0.5, 0.72],
    [-0.2, 0.86],
    [-0.72, 0.66],
    [-0.98, 0.7],
    [-0.8, 0.3],
    [-0.84, 0],
  ]),
  panels: lines(
    [
      [0.84, 0.3],
      [0.2, 0.44],
      [-0.8, 0.36],
    ],
    [
      [-0.2, 0.86],
      [-0.16, 0.42],
    ],
  ),
  canopy: ellipse(0.4, 0.22, 0.22),
  nozzles: [[-0.82, 0]],
  flameWidth: 0.85,
};

/** The paint of one colour: made once, because a gradient made each frame is garbage each frame. */
export interface Paint {
  readonly body: CanvasGradient;
  readonly edge: string;
  readonly panel: string;
}

export function paint(to: CanvasRenderingContext2D, color: HullColor): Paint {
  const body = to.createLinearGradient(-1, 0, 1.3, 0);
  body.addColorStop(0, shade(color.css, 0.16));
  body.addColorStop(0.5, shade(color.css, 0.36));
  body.addColorStop(1, shade(color.css, 0.85));
  return { body, edge: color.css, panel: faded(color.css, 0.6) };
}

/** A colour between the dark of space (0) and itself (1). */
function shade(css: string, part: number): string {
  const mixed = [1, 3, 5].map((at, channel) => {
    const dark = [10, 14, 34][channel] ?? 0;
    const bright = Number.parseInt(css.slice(at, at + 2), 16);
    return Math.round(dark + (bright - dark) * part);
  });
  return `rgb(${mixed.join(" ")})`;
}
