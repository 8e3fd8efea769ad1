import { seeded } from "../random.js";
import { type Sprite, sprite } from "./sprites.js";

const SIZE = 288;
const CELLS = 8;
const OCTAVES = 5;

type Noise = (x: number, y: number) => number;

/** Smooth noise from 0 to 1 with a lattice of one; it repeats every `CELLS * 2^OCTAVES`. */
function latticeNoise(seed: number): Noise {
  const period = CELLS * 2 ** OCTAVES;
  const random = seeded(seed);
  const lattice = Float32Array.from({ length: period * period }, random);
  const at = (x: number, y: number) => lattice[(y % period) * period + (x % period)] ?? 0;
  return (x, y) => {
    const left = Math.floor(x);
    const top = Math.floor(y);
    const across = ease(x - left);
    const down = ease(y - top);
    const upper = mix(at(left, top), at(left + 1, top), across);
    const lower = mix(at(left, top + 1), at(left + 1, top + 1), across);
    return mix(upper, lower, down);
  };
}

/** Noise upon finer noise, as clouds have it. */
function clouds(noise: Noise, x: number, y: number): number {
  let sum = 0;
  let weight = 0.5;
  let scale = 1;
  for (let octave = 0; octave < OCTAVES; octave++) {
    sum += weight * noise(x * scale, y * scale);
    weight /= 2;
    scale *= 2;
  }
  return sum;
}

/** A sky of thin coloured gas, small and soft: it is stretched over the whole stage. */
export function nebula(): Sprite {
  const noise = latticeNoise(11);
  return sprite(SIZE, SIZE, (to) => {
    const image = to.createImageData(SIZE, SIZE);
    for (let y = 0; y < SIZE; y++) {
      for (let x = 0; x < SIZE; x++) gas(image.data, noise, x, y);
    }
    to.putImageData(image, 0, 0);
  });
}

/** One pixel: where two drifts of cloud are dense, violet and teal over a blue that is nearly black. */
function gas(pixels: Uint8ClampedArray, noise: Noise, x: number, y: number): void {
  const u = (x / SIZE) * CELLS * 0.5;
  const v = (y / SIZE) * CELLS * 0.5;
  const warp = clouds(noise, u + 3.1, v + 7.7);
  const first = above(clouds(noise, u + warp * 1.6, v + warp), 0.4);
  const second = above(clouds(noise, u * 1.1 + 17 - warp, v * 1.1 + 5 + warp * 1.3), 0.44);
  const lanes = above(clouds(noise, u * 2 + 29, v * 2 + 31), 0.46) * 0.55;
  const violet = first * (1 - lanes);
  const teal = second * (1 - lanes);
  const at = (y * SIZE + x) * 4;
  pixels[at] = 5 + violet * 88 + teal * 8;
  pixels[at + 1] = 7 + violet * 30 + teal * 74;
  pixels[at + 2] = 19 + violet * 118 + teal * 98;
  pixels[at + 3] = 255;
}

/** What is more than a floor, squared, so that most of the sky stays dark. */
function above(value: number, floor: number): number {
  const over = Math.max(0, value - floor) / (1 - floor);
  return over * over * 2.4;
}

function ease(part: number): number {
  return part * part * (3 - 2 * part);
}

function mix(from: number, to: number, part: number): number {
  return from + (to - from) * part;
}
