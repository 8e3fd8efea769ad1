import { seeded } from "../random.js";
import { nebula } from "./nebula.js";
import type { Pen } from "./pen.js";
import { type Sprite, sprite } from "./sprites.js";

interface Star {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly color: string;
  readonly opacity: number;
  /** How much of the camera's way it goes along: far stars hardly move. */
  readonly depth: number;
  readonly phase: number;
}

const STARS = 260;
const STAR_COLORS = ["#ffffff", "#cfe0ff", "#ffe9cf", "#bcd0ff"] as const;
/** From this size on a star is seen to be round. */
const LARGE_PIXELS = 1.25;
const NEBULA_DEPTH = 0.8;
const PLANET_DEPTH = 1.6;

function star(random: () => number): Star {
  const near = random() ** 3;
  return {
    x: random(),
    y: random(),
    size: 0.7 + near * 1.7,
    color: STAR_COLORS[Math.floor(random() * STAR_COLORS.length)] ?? "#ffffff",
    opacity: 0.3 + 0.7 * random() ** 1.6,
    depth: 1 + near * 5,
    phase: random() * 2 * Math.PI,
  };
}

/** A dark planet with a rim of air that the sun shines through. */
function planet(): Sprite {
  return sprite(640, 640, (to) => {
    const air = to.createRadialGradient(320, 320, 236, 320, 320, 320);
    air.addColorStop(0, "#5aa8ff66");
    air.addColorStop(0.35, "#5a8bff22");
    air.addColorStop(1, "#5a8bff00");
    to.fillStyle = air;
    to.fillRect(0, 0, 640, 640);
    const ground = to.createRadialGradient(210, 190, 40, 320, 320, 246);
    ground.addColorStop(0, "#2c4a85");
    ground.addColorStop(0.25, "#1e3568");
    ground.addColorStop(0.5, "#111d42");
    ground.addColorStop(0.75, "#090f29");
    ground.addColorStop(1, "#050817");
    to.fillStyle = ground;
    to.beginPath();
    to.arc(320, 320, 242, 0, 2 * Math.PI);
    to.fill();
    const rim = to.createLinearGradient(120, 100, 420, 420);
    rim.addColorStop(0, "#d4ecffee");
    rim.addColorStop(0.45, "#7fb8ff66");
    rim.addColorStop(1, "#7fb8ff00");
    to.strokeStyle = rim;
    to.lineWidth = 3;
    to.stroke();
    to.clip();
    const night = to.createLinearGradient(160, 140, 520, 520);
    night.addColorStop(0.3, "#03050f00");
    night.addColorStop(0.8, "#03050ff2");
    to.fillStyle = night;
    to.fillRect(0, 0, 640, 640);
  });
}

/** A near star: a point with a little light around it. */
function starlight(): Sprite {
  return sprite(32, 32, (to) => {
    const light = to.createRadialGradient(16, 16, 0, 16, 16, 16);
    light.addColorStop(0, "#ffffff");
    light.addColorStop(0.16, "#f4f8ff");
    light.addColorStop(0.3, "#bcd4ff55");
    light.addColorStop(1, "#bcd4ff00");
    to.fillStyle = light;
    to.fillRect(0, 0, 32, 32);
  });
}

/** Space behind the arena: gas, a planet, and stars that lag behind the camera as they are far. */
export class Backdrop {
  readonly #nebula = nebula();
  readonly #planet = planet();
  readonly #large = starlight();
  readonly #stars: readonly Star[];

  constructor() {
    const random = seeded(5);
    this.#stars = Array.from({ length: STARS }, () => star(random));
  }

  /** Covers the whole stage. Stars glimmer with the seconds, unless the time stands still. */
  draw(pen: Pen, seconds: number): void {
    const { to, camera } = pen;
    const { width, height } = camera;
    pen.inPixels();
    pen.adding(false);
    const side = Math.max(width, height) * 1.5;
    const left = (width - side) / 2 - camera.x * NEBULA_DEPTH + 40;
    const top = (height - side) / 2 - camera.y * NEBULA_DEPTH + 40;
    to.drawImage(this.#nebula, left, top, side, side);
    for (const star of this.#stars) this.#star(pen, star, seconds);
    to.globalAlpha = 1;
    const size = Math.min(width, height) * 0.95;
    const planetX = width * 0.8 - camera.x * PLANET_DEPTH + 60 - size / 2;
    const planetY = height * 0.3 - camera.y * PLANET_DEPTH + 90 - size / 2;
    to.drawImage(this.#planet, planetX, planetY, size, size);
  }

  #star({ to, camera }: Pen, star: Star, seconds: number): void {
    const width = camera.width + 8;
    const height = camera.height + 8;
    const x = wrap(star.x * width - camera.x * star.depth, width) - 4;
    const y = wrap(star.y * height - camera.y * star.depth, height) - 4;
    to.globalAlpha = star.opacity * (0.8 + 0.2 * Math.sin(seconds * 1.7 + star.phase));
    if (star.size > LARGE_PIXELS) {
      const light = star.size * 5;
      to.drawImage(this.#large, x - light / 2, y - light / 2, light, light);
    } else {
      to.fillStyle = star.color;
      to.fillRect(x, y, star.size, star.size);
    }
  }
}

function wrap(value: number, length: number): number {
  return ((value % length) + length) % length;
}
