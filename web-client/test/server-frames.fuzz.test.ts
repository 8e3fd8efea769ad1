import { expect, test } from "vitest";
import { contractOf } from "../src/contract.js";
import { readFrame } from "../src/frame.js";
import { Stay } from "../src/stay.js";
import { VectorsSchema } from "./gen/vectors_pb.js";
import { bytesOf, serverVectors } from "./vectors.js";

const ROUNDS = 20_000;

/** A small generator of numbers (mulberry32), so that a failure can be run again. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** The frame with some bytes changed, put in, or taken out. */
function spoil(frame: Uint8Array, pick: (below: number) => number): Uint8Array {
  const bytes = [...frame];
  for (let changes = 1 + pick(4); changes > 0; changes--) {
    bytes.splice(pick(bytes.length + 1), pick(3), ...(pick(3) > 0 ? [pick(256)] : []));
  }
  return Uint8Array.from(bytes);
}

test("frames that are spoiled are applied or refused with an error", () => {
  const seed = Date.now() | 0;
  const pick = random(seed);
  const frames = serverVectors.flatMap(({ steps }) => steps.map(({ frame }) => bytesOf(frame)));
  const [first] = frames;
  let refused = 0;

  for (let round = 0; round < ROUNDS; round++) {
    const stay = new Stay(contractOf(VectorsSchema), () => {});
    const bytes = spoil(frames[pick(frames.length)] ?? Uint8Array.of(), pick);
    try {
      stay.apply(readFrame(first ?? Uint8Array.of()));
      stay.apply(readFrame(bytes));
      stay.copy.tell();
    } catch (error) {
      expect(error, `seed ${seed}, round ${round}`).toBeInstanceOf(Error);
      refused += 1;
    }
    stay.outbox.disconnect();
  }

  expect(refused, `seed ${seed}`).toBeGreaterThan(ROUNDS / 10);
}, 60_000);
