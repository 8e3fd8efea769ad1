// What Colyseus's schema sends for a flight that it is told: run by dev.rondo.benchmarks.StateBytes.
//
// Standard input is the flight as little-endian float64s: how many ships, half the width of the world in
// metres, and then for each tick, for each ship, x and y in metres and the heading in radians. The first
// tick is the state that a client gets when it joins. Standard output is a line for each form: its name,
// the bytes of a tick, and how far a position (in metres) and a heading (in radians) of the client's copy
// was off at most.

import { readFileSync } from "node:fs";
import { Decoder, Encoder, schema, t } from "@colyseus/schema";

// Of @colyseus/core: a patch is this byte and what the encoder makes of it. (A room with
// `defineInput()` puts 8 more in front, a clock and the input that was applied.)
const ROOM_STATE_PATCH = 15;
const FULL_TURN = 2 * Math.PI;

function readFlight() {
  const input = readFileSync(0);
  const numbers = new Float64Array(input.length / 8);
  new Uint8Array(numbers.buffer).set(input);
  const [ships, half] = numbers;
  const ticks = [];
  for (let i = 2; i < numbers.length; i += 3 * ships) {
    ticks.push(numbers.subarray(i, i + 3 * ships));
  }
  return { half, ticks };
}

/** A state as its users would write it, where `place` and `angle` make the types of what moves. */
function worldOf(place, angle) {
  const Ship = schema(
    {
      x: place(),
      y: place(),
      heading: angle(),
      hull: t.uint8(),
      name: t.string(),
    },
    "Ship",
  );
  const World = schema({ ships: t.map(Ship) }, "World");
  return { Ship, World };
}

/** Sends the flight to one client that decodes it. */
function send(name, { Ship, World }, flight) {
  const world = new World();
  const encoder = new Encoder(world);
  const copy = new World();
  const decoder = new Decoder(copy);
  const off = { place: 0, angle: 0 };
  let bytes = 0;
  for (const [tick, numbers] of flight.ticks.entries()) {
    if (tick === 0) {
      spawn(world, Ship, numbers);
      decoder.decode(encoder.encodeAll().slice());
      encoder.discardChanges();
      continue;
    }
    fly(world, numbers);
    if (encoder.hasChanges) {
      encoder.sharedBuffer[0] = ROOM_STATE_PATCH;
      const patch = encoder.encode({ offset: 1 }).slice();
      encoder.discardChanges();
      bytes += patch.length;
      decoder.decode(patch, { offset: 1 });
    }
    compare(copy, numbers, off);
  }
  const perTick = bytes / (flight.ticks.length - 1);
  console.log([name, perTick, off.place, off.angle].join(" "));
}

function spawn(world, Ship, numbers) {
  for (let i = 0; i < numbers.length / 3; i++) {
    const ship = new Ship();
    ship.hull = 100;
    ship.name = `Ship ${i}`;
    world.ships.set(String(100 + i), ship);
  }
  fly(world, numbers);
}

function fly(world, numbers) {
  let at = 0;
  for (const ship of world.ships.values()) {
    ship.x = numbers[at];
    ship.y = numbers[at + 1];
    ship.heading = numbers[at + 2];
    at += 3;
  }
}

function compare(copy, numbers, off) {
  for (let i = 0; i < numbers.length / 3; i++) {
    const ship = copy.ships.get(String(100 + i));
    const x = Math.abs(ship.x - numbers[3 * i]);
    const y = Math.abs(ship.y - numbers[3 * i + 1]);
    const turn = ship.heading - numbers[3 * i + 2];
    const angle = Math.abs(turn - FULL_TURN * Math.round(turn / FULL_TURN));
    off.place = Math.max(off.place, x, y);
    off.angle = Math.max(off.angle, angle);
  }
}

const flight = readFlight();
// `t.number()`, which the examples of the documentation have, writes a byte more for each: float32 it is.
send("float32", worldOf(t.float32, t.float32), flight);
// 16 bits over the world. Of the widths that there are (8, 16, 32) 16 is the least that is no coarser
// than Rondo's steps, for the place and for the angle.
const place = () => t.quantized({ min: -flight.half, max: flight.half });
send("quantized", worldOf(place, t.angle), flight);
