import type { Pen } from "./pen.js";
import { faded, sprite } from "./sprites.js";

const CELL_METRES = 10;
const CORNER_METRES = 9;
const OUTSIDE_METRES = 80;

const OUT_METRES = 5;
const IN_METRES = 2.2;

const WALL = "#58d6ff";

/** The floor of the arena and the wall around it. */
export function drawField(pen: Pen, size: number, seconds: number): void {
  if (size <= 0) return;
  pen.inMetres();
  pen.adding(false);
  darkenOutside(pen, size);
  drawGrid(pen, size);
  pen.adding(true);
  drawWall(pen, size, 0.85 + 0.15 * Math.sin(seconds * 1.3));
  pen.adding(false);
}

function darkenOutside(pen: Pen, size: number): void {
  const { to } = pen;
  const far = OUTSIDE_METRES;
  to.fillStyle = "#02030a99";
  to.fillRect(-far, -far, size + 2 * far, far);
  to.fillRect(-far, size, size + 2 * far, far);
  to.fillRect(-far, 0, far, size);
  to.fillRect(size, 0, far, size);
}

function drawGrid(pen: Pen, size: number): void {
  const { to, camera } = pen;
  to.beginPath();
  for (let metres = CELL_METRES; metres < size - 1; metres += CELL_METRES) {
    if (Math.abs(metres - camera.x) < camera.halfWidth + 2) {
      to.moveTo(metres, 0);
      to.lineTo(metres, size);
    }
    if (Math.abs(metres - camera.y) < camera.halfHeight + 2) {
      to.moveTo(0, metres);
      to.lineTo(size, metres);
    }
  }
  to.lineWidth = 1.1 / camera.scale;
  to.strokeStyle = "#8fb6ff17";
  to.stroke();
  drawCrosses(pen, size);
}

/** Small crosses where lines meet: they show how fast one flies better than the lines do. */
function drawCrosses(pen: Pen, size: number): void {
  const { to, camera } = pen;
  const arm = 0.5;
  const cells = 2 * CELL_METRES;
  const right = Math.min(size - 1, camera.x + camera.halfWidth + 2);
  const bottom = Math.min(size - 1, camera.y + camera.halfHeight + 2);
  to.beginPath();
  for (let x = firstLine(camera.x - camera.halfWidth, cells); x < right; x += cells) {
    for (let y = firstLine(camera.y - camera.halfHeight, cells); y < bottom; y += cells) {
      to.moveTo(x - arm, y);
      to.lineTo(x + arm, y);
      to.moveTo(x, y - arm);
      to.lineTo(x, y + arm);
    }
  }
  to.lineWidth = 1.4 / camera.scale;
  to.strokeStyle = "#a9c8ff5c";
  to.stroke();
}

function firstLine(from: number, step: number): number {
  return Math.max(step, Math.ceil(from / step) * step);
}

/** The light of the wall, across it: it shines far to the outside and a little to the inside. */
const SHINE = sprite(4, 128, (to) => {
  const light = to.createLinearGradient(0, 0, 0, 128);
  const wall = OUT_METRES / (OUT_METRES + IN_METRES);
  light.addColorStop(0, faded(WALL, 0));
  light.addColorStop(wall * 0.6, faded(WALL, 0.1));
  light.addColorStop(wall * 0.92, faded(WALL, 0.42));
  light.addColorStop(wall, faded(WALL, 0.85));
  light.addColorStop(wall + (1 - wall) * 0.12, faded(WALL, 0.3));
  light.addColorStop(wall + (1 - wall) * 0.45, faded(WALL, 0.08));
  light.addColorStop(1, faded(WALL, 0));
  to.fillStyle = light;
  to.fillRect(0, 0, 4, 128);
});

function drawWall(pen: Pen, size: number, brightness: number): void {
  const { to } = pen;
  const half = size / 2;
  to.globalAlpha = brightness;
  for (let side = 0; side < 4; side++) {
    const angle = (side * Math.PI) / 2;
    pen.place(half, half, angle, 1);
    to.drawImage(SHINE, -half, -half - OUT_METRES, size, OUT_METRES + IN_METRES);
  }
  pen.inMetres();
  to.globalAlpha = 1;
  to.strokeStyle = "#d8f5ff";
  to.lineWidth = 0.14;
  to.strokeRect(0, 0, size, size);
  drawCorners(to, size);
}

function drawCorners(to: CanvasRenderingContext2D, size: number): void {
  to.beginPath();
  for (const x of [0, size]) {
    for (const y of [0, size]) {
      const inX = x === 0 ? CORNER_METRES : size - CORNER_METRES;
      const inY = y === 0 ? CORNER_METRES : size - CORNER_METRES;
      to.moveTo(inX, y);
      to.lineTo(x, y);
      to.lineTo(x, inY);
    }
  }
  to.globalAlpha = 0.9;
  to.lineWidth = 0.5;
  to.strokeStyle = WALL;
  to.stroke();
  to.globalAlpha = 1;
}
