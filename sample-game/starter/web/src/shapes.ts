import { Food } from "./gen/snails_pb.js";

// All lengths are centimetres of the garden. There is nothing of Rondo in here.

type Pen = CanvasRenderingContext2D;

const PAPER = "#fffdf4";
const SHADOW = "#2b4a1a33";
const FONT = "600 40px system-ui, sans-serif";
const LETTER = 1 / 15; // browsers space small letters badly, so they are drawn large and made smaller

export function drawMeadow(pen: Pen, width: number, height: number): void {
  const green = pen.createLinearGradient(0, 0, width * 0.4, height);
  green.addColorStop(0, "#a5d477");
  green.addColorStop(1, "#74b356");
  pen.fillStyle = green;
  pen.fillRect(0, 0, width, height);
  for (let i = 0; i < 240; i++) {
    const x = scattered(i) * width;
    const y = scattered(i + 0.5) * height;
    pen.strokeStyle = i % 2 === 0 ? "#5f9c4655" : "#c6ea9866";
    stroke(pen, 0.35, [x - 0.8, y - 1.6, x, y, x + 0.2, y - 2.2]);
    if (i % 8 === 0) drawDaisy(pen, x, y);
  }
}

function drawDaisy(pen: Pen, x: number, y: number): void {
  for (let petal = 0; petal < 6; petal++) {
    const angle = (petal * Math.PI) / 3;
    disc(pen, "#ffffffd9", x + Math.cos(angle) * 0.7, y + Math.sin(angle) * 0.7, 0.5);
  }
  disc(pen, "#f6c945", x, y, 0.5);
}

export function drawTrail(pen: Pen, places: readonly { x: number; y: number }[]): void {
  pen.strokeStyle = "#ffffff59";
  stroke(
    pen,
    2,
    places.flatMap(({ x, y }) => [x, y]),
  );
}

export function drawTreat(pen: Pen, food: Food, x: number, y: number): void {
  disc(pen, SHADOW, x, y + 0.4, 2.2, 0.8);
  drawFood(pen, food, x, y);
}

function drawFood(pen: Pen, food: Food, x: number, y: number): void {
  switch (food) {
    case Food.CLOVER:
      pen.strokeStyle = "#2f7a35";
      stroke(pen, 0.5, [x + 0.6, y + 0.6, x, y - 2.4]);
      for (const angle of [-Math.PI / 2, Math.PI / 6, (Math.PI * 5) / 6]) {
        const [leafX, leafY] = [x + Math.cos(angle) * 1.3, y - 2.6 + Math.sin(angle) * 1.3];
        disc(pen, "#2f8f3d", leafX, leafY, 1.3);
        disc(pen, "#7fcf6d", leafX, leafY, 0.6);
      }
      break;
    case Food.STRAWBERRY:
      pen.fillStyle = "#e0313f";
      pen.beginPath();
      pen.moveTo(x, y + 0.6);
      pen.bezierCurveTo(x - 4, y - 3, x - 2, y - 4.6, x, y - 3.8);
      pen.bezierCurveTo(x + 2, y - 4.6, x + 4, y - 3, x, y + 0.6);
      pen.fill();
      for (const [dx, dy] of [
        [-1, -2.6],
        [0.9, -2.7],
        [0, -1.5],
      ] as const) {
        disc(pen, "#ffe08a", x + dx, y + dy, 0.24);
      }
      pen.strokeStyle = "#2f8f3d";
      stroke(pen, 0.8, [x - 1.4, y - 4.3, x, y - 3.7, x + 1.4, y - 4.3]);
      break;
    default: // a mushroom
      pen.strokeStyle = "#fff6e3";
      stroke(pen, 1.7, [x, y - 0.2, x, y - 2]);
      pen.fillStyle = "#b5652f";
      pen.beginPath();
      pen.ellipse(x, y - 2, 2.7, 2.5, 0, Math.PI, 0);
      pen.fill();
      disc(pen, "#ffe9cf", x - 1, y - 2.9, 0.5);
      disc(pen, "#ffe9cf", x + 0.8, y - 3.4, 0.4);
  }
}

/** A snail from its side, with its foot at the place. */
export function drawSnail(
  pen: Pen,
  x: number,
  y: number,
  facing: number,
  hue: number,
  name: string,
): void {
  pen.save();
  pen.translate(x, y);
  pen.scale(facing, 1);
  disc(pen, SHADOW, 0, 0.3, 6.5, 1);
  pen.strokeStyle = "#e3bd8d";
  stroke(pen, 0.5, [5, -4.6, 4.4, -7.2]);
  stroke(pen, 0.5, [5.8, -4.6, 6.7, -7]);
  disc(pen, "#43311f", 4.4, -7.3, 0.6);
  disc(pen, "#43311f", 6.8, -7.1, 0.6);
  pen.fillStyle = "#ecc999";
  pen.beginPath();
  pen.moveTo(-7, 0.3);
  pen.quadraticCurveTo(-3, -2.4, 1, -2);
  pen.bezierCurveTo(3.2, -1.8, 3, -5.6, 5.4, -5.6);
  pen.bezierCurveTo(7.6, -5.6, 7.4, -3, 6.2, -2);
  pen.bezierCurveTo(5.4, -1.2, 6, 0.3, 4.8, 0.3);
  pen.fill();
  pen.strokeStyle = "#43311f";
  pen.lineWidth = 0.3;
  pen.beginPath();
  pen.arc(5.9, -3.9, 0.8, 0.3, 1.7); // it smiles
  pen.stroke();
  disc(pen, `hsl(${hue} 62% 58%)`, -1.4, -4.2, 3.9);
  disc(pen, `hsl(${hue} 70% 68%)`, -1.9, -4.7, 2.9);
  pen.strokeStyle = `hsl(${hue} 60% 38%)`;
  const spiral = [];
  for (let turn = 0; turn < 12; turn += 0.25) {
    const radius = 3.6 * (1 - turn / 13);
    spiral.push(-1.4 + Math.cos(turn + 2) * radius, -4.2 + Math.sin(turn + 2) * radius);
  }
  stroke(pen, 0.45, spiral);
  pen.restore();
  write(pen, name, x, y + 3);
}

/** What somebody says, for all to hear. */
export function drawSpeech(pen: Pen, text: string, x: number, y: number): void {
  pen.font = FONT;
  drawBubble(pen, x, y, pen.measureText(text).width * LETTER + 4);
  write(pen, text, x, y - 1.6);
}

/** What the own snail craves, for nobody else to see. */
export function drawThought(pen: Pen, food: Food, x: number, y: number): void {
  disc(pen, PAPER, x + 1.2, y + 1.8, 0.6);
  drawBubble(pen, x, y, 8);
  drawFood(pen, food, x, y + 0.4);
}

function drawBubble(pen: Pen, x: number, y: number, width: number): void {
  disc(pen, PAPER, x, y + 0.6, 1);
  pen.fillStyle = PAPER;
  pen.beginPath();
  pen.roundRect(x - width / 2, y - 5.4, width, 6.4, 3);
  pen.fill();
}

export function drawRain(pen: Pen, width: number, height: number): void {
  const seconds = performance.now() / 1000;
  pen.fillStyle = "#27406a33";
  pen.fillRect(0, 0, width, height);
  pen.strokeStyle = "#e4f1ff8c";
  for (let i = 0; i < 160; i++) {
    const x = scattered(i) * (width + 8);
    const y = ((scattered(i + 0.3) + seconds * 1.2) % 1) * (height + 8);
    stroke(pen, 0.25, [x, y - 4, x - 1, y]);
  }
}

/** Writes a word or two in the middle of a place. */
function write(pen: Pen, text: string, x: number, y: number): void {
  pen.save();
  pen.translate(x, y);
  pen.scale(LETTER, LETTER);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.font = FONT;
  pen.fillStyle = "#23351a";
  pen.fillText(text, 0, 0);
  pen.restore();
}

function disc(pen: Pen, color: string, x: number, y: number, width: number, height = width): void {
  pen.fillStyle = color;
  pen.beginPath();
  pen.ellipse(x, y, width, height, 0, 0, Math.PI * 2);
  pen.fill();
}

/** A line through x, y, x, y, … */
function stroke(pen: Pen, width: number, places: readonly number[]): void {
  pen.lineWidth = width;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.beginPath();
  for (let i = 0; i + 1 < places.length; i += 2) pen.lineTo(places[i] ?? 0, places[i + 1] ?? 0);
  pen.stroke();
}

/** From 0 to 1: always the same number for the same seed. */
function scattered(seed: number): number {
  const number = Math.sin(seed * 127.1) * 43758.5453;
  return number - Math.floor(number);
}
