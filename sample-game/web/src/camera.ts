import type { Moving } from "./playout.js";

/** The geometric mean of the two sides of what is seen, in metres. */
const VIEW_METRES = 56;
/** How much of the dark beyond the wall may be seen. */
const MARGIN_METRES = 7;
/** Over how many metres the clamp at the wall sets in. */
const SOFT_METRES = 6;
/** How far the camera looks ahead of a ship that flies. */
const AHEAD_SECONDS = 0.3;
/** How fast it gets there: the part of the way that is left after a second is e to the minus this. */
const FOLLOW = 5;
/** A ship that is further away than this came back somewhere else: no flight across the arena. */
const CUT_METRES = 40;

/** Holds a value between two bounds, slowing down towards them instead of stopping dead. */
export function softClamp(value: number, low: number, high: number, soft: number): number {
  if (low > high) return (low + high) / 2;
  const room = Math.min(soft, (high - low) / 2);
  if (room <= 0) return Math.max(low, Math.min(high, value));
  if (value < low + room) return low + room * Math.exp((value - low - room) / room);
  if (value > high - room) return high - room * Math.exp((high - room - value) / room);
  return value;
}

/** Which part of the arena is seen: its middle in metres, and how many CSS pixels a metre is. */
export class Camera {
  x = 0;
  y = 0;
  width = 1;
  height = 1;
  scale = 1;
  #placed = false;

  resize(width: number, height: number): void {
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
    this.scale = Math.sqrt(this.width * this.height) / VIEW_METRES;
  }

  get halfWidth(): number {
    return this.width / this.scale / 2;
  }

  get halfHeight(): number {
    return this.height / this.scale / 2;
  }

  /** Moves for that long towards what it follows, in an arena of that size in metres. */
  follow({ pose, vx, vy }: Moving, size: number, seconds: number): void {
    const wantedX = inside(pose.x + vx * AHEAD_SECONDS, this.halfWidth, size);
    const wantedY = inside(pose.y + vy * AHEAD_SECONDS, this.halfHeight, size);
    const far = Math.hypot(wantedX - this.x, wantedY - this.y) > CUT_METRES;
    const part = this.#placed && !far ? 1 - Math.exp(-FOLLOW * seconds) : 1;
    this.#placed = true;
    this.x += (wantedX - this.x) * part;
    this.y += (wantedY - this.y) * part;
  }

  /** Whether a circle can be seen at all. */
  sees(x: number, y: number, radius: number): boolean {
    return (
      Math.abs(x - this.x) < this.halfWidth + radius &&
      Math.abs(y - this.y) < this.halfHeight + radius
    );
  }
}

function inside(value: number, half: number, size: number): number {
  return softClamp(value, half - MARGIN_METRES, size - half + MARGIN_METRES, SOFT_METRES);
}
