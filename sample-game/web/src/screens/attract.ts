import { ALL_COLORS, OWN } from "../colors.js";
import type { Painter } from "../draw/painter.js";
import type { Build } from "../scene.js";
import type { Stage } from "../stage.js";

/** A ship that passes behind the screens, from one side to the other, again and again. */
interface Passer {
  readonly build: Build;
  readonly color: number;
  /** How far from the middle it flies: -1 is the upper edge of the stage, 1 the lower. */
  readonly lane: number;
  readonly unit: number;
  /** To the right, or with a minus to the left. */
  readonly metresASecond: number;
  /** Where it is at the start: -1 is the left edge of the stage, 1 the right. */
  readonly start: number;
  readonly fires: boolean;
}

/** Lanes leave the middle to what is written there. */
const PASSERS: readonly Passer[] = [
  {
    build: "own",
    color: OWN.index,
    lane: 0.8,
    unit: 2.7,
    metresASecond: 7,
    start: -0.5,
    fires: true,
  },
  { build: "bot", color: 1, lane: 0.84, unit: 2.1, metresASecond: 7, start: 0.42, fires: false },
  {
    build: "pilot",
    color: 4,
    lane: -0.76,
    unit: 2.1,
    metresASecond: -5,
    start: 0.46,
    fires: false,
  },
  {
    build: "pilot",
    color: 6,
    lane: -0.86,
    unit: 1.7,
    metresASecond: -5,
    start: 0.78,
    fires: false,
  },
];

const DRIFT_METRES_A_SECOND = 0.5;
const WEAVE_METRES = 1.1;
const WEAVE_A_SECOND = 0.8;
/** How far beyond the edge a ship turns up again. */
const BEYOND_METRES = 14;
const SHOTS = 4;
const SHOT_GAP_METRES = 9;
const SHOT_METRES_A_SECOND = 30;

/** What moves behind the screens before and after a flight: the game's own ships, passing by. */
export class Attract {
  readonly #stage: Stage;
  readonly #painter: Painter;

  constructor(stage: Stage, painter: Painter) {
    this.#stage = stage;
    this.#painter = painter;
  }

  /** At 0 seconds it is a picture, too: for people who want less motion, time stands still. */
  draw(seconds: number): void {
    const { pen, camera } = this.#stage;
    camera.x = seconds * DRIFT_METRES_A_SECOND;
    camera.y = 0;
    pen.shakeX = 0;
    pen.shakeY = 0;
    this.#painter.backdrop.draw(pen, seconds);
    for (const passer of PASSERS) this.#pass(passer, seconds);
  }

  #pass(passer: Passer, seconds: number): void {
    const { pen, camera } = this.#stage;
    const { ships, lights } = this.#painter;
    const color = ALL_COLORS[passer.color] ?? OWN;
    const { build, unit } = passer;
    const half = camera.halfWidth + BEYOND_METRES;
    const way = passer.start * camera.halfWidth + passer.metresASecond * seconds;
    const phase = seconds * WEAVE_A_SECOND + passer.start * 5;
    const x = camera.x + wrap(way, half);
    const y = camera.y + passer.lane * camera.halfHeight + WEAVE_METRES * Math.sin(phase);
    const climb = WEAVE_METRES * WEAVE_A_SECOND * Math.cos(phase);
    const heading = Math.atan2(climb, passer.metresASecond);
    pen.adding(true);
    for (let shot = 0; passer.fires && shot < SHOTS; shot++) {
      const range = SHOTS * SHOT_GAP_METRES;
      const ahead = 7 + ((seconds * SHOT_METRES_A_SECOND + shot * SHOT_GAP_METRES) % range);
      lights.shot(
        { x: x + Math.cos(heading) * ahead, y: y + Math.sin(heading) * ahead, heading },
        color,
      );
    }
    const craft = { build, color, pose: { x, y, heading } };
    ships.drawFlame(craft, unit, seconds);
    pen.adding(false);
    ships.drawHull(craft, unit);
  }
}

/** Into the range from minus half to half. */
function wrap(value: number, half: number): number {
  const range = 2 * half;
  return ((((value + half) % range) + range) % range) - half;
}
