import { describe, expect, test } from "vitest";
import { arc, Playout, type Pose } from "../src/playout.js";

const TICK_MILLIS = 100 / 3;
const FRAME_MILLIS = 1000 / 60;
const METRES_A_TICK = 1;

const flyer = (tick: number) => ({ id: 100, x: tick * METRES_A_TICK, y: 0, heading: 0 });

function poseOf(playout: Playout, id = 100): Pose | undefined {
  const pose = { x: 0, y: 0, heading: 0 };
  return playout.pose(id, pose) ? pose : undefined;
}

/** Plays ticks that arrive with these delays, and gives the x of each display frame. */
function play(delaysMillis: readonly number[]): readonly number[] {
  const playout = new Playout(TICK_MILLIS);
  const arrivals = delaysMillis.map((delay, at) => ({
    tick: at + 1,
    at: at * TICK_MILLIS + delay,
  }));
  const shown: number[] = [];
  const end = arrivals.length * TICK_MILLIS;
  for (let now = 0; now < end; now += FRAME_MILLIS) {
    for (const arrival of arrivals) {
      if (arrival.at > now - FRAME_MILLIS && arrival.at <= now) {
        playout.receive(arrival.tick, arrival.at, [flyer(arrival.tick)]);
      }
    }
    playout.advance(now);
    const pose = poseOf(playout);
    if (pose !== undefined) shown.push(pose.x);
  }
  return shown;
}

function steps(xs: readonly number[]): readonly number[] {
  return xs.slice(1).map((x, at) => x - (xs[at] ?? x));
}

describe("Playout", () => {
  test("moves evenly between the frames of a steady connection", () => {
    const xs = play(Array.from({ length: 120 }, () => 0));

    const even = (METRES_A_TICK * FRAME_MILLIS) / TICK_MILLIS;
    for (const step of steps(xs.slice(30))) expect(step).toBeCloseTo(even, 1);
  });

  test("stays between one and two ticks behind on a steady connection", () => {
    const xs = play(Array.from({ length: 120 }, () => 0));

    const serverAtEnd = 121 * METRES_A_TICK;
    const behind = serverAtEnd - (xs.at(-1) ?? 0);
    expect(behind).toBeGreaterThan(1);
    expect(behind).toBeLessThan(2);
  });

  test("never runs back and never stalls when frames come up to a tick late", () => {
    const delays = Array.from({ length: 240 }, (_, at) => ((at * 7919) % 31) + 1);

    const late = steps(play(delays).slice(90));

    expect(Math.min(...late)).toBeGreaterThan(0.2);
    expect(Math.max(...late)).toBeLessThan(0.8);
  });

  test("holds still at the newest frame when no more come", () => {
    const playout = new Playout(TICK_MILLIS);
    for (let tick = 1; tick <= 10; tick++) playout.receive(tick, tick * TICK_MILLIS, [flyer(tick)]);

    playout.advance(10 * TICK_MILLIS);
    playout.advance(11 * TICK_MILLIS);
    playout.advance(40 * TICK_MILLIS);

    expect(poseOf(playout)?.x).toBe(10);
  });

  test("turns by the shortest arc", () => {
    const playout = new Playout(TICK_MILLIS);
    playout.receive(1, 0, [{ id: 100, x: 0, y: 0, heading: 3.1 }]);
    playout.receive(3, 2 * TICK_MILLIS, [{ id: 100, x: 0, y: 0, heading: -3.1 }]);

    playout.advance(2.25 * TICK_MILLIS);

    expect(playout.tick).toBeCloseTo(2, 1);
    expect(Math.abs(arc(poseOf(playout)?.heading ?? 0, Math.PI))).toBeLessThan(0.02);
  });

  test("puts a ship that came back elsewhere there, instead of flying it across", () => {
    const playout = new Playout(TICK_MILLIS);
    playout.receive(1, 0, [{ id: 100, x: 0, y: 0, heading: 0 }]);
    playout.receive(2, TICK_MILLIS, [{ id: 100, x: 80, y: 0, heading: 0 }]);

    playout.advance(1.75 * TICK_MILLIS);
    expect(poseOf(playout)?.x).toBe(0);
    playout.advance(2.75 * TICK_MILLIS);
    expect(poseOf(playout)?.x).toBe(80);
  });

  test("shows what is new and what is gone when their time has come, not when they arrive", () => {
    const playout = new Playout(TICK_MILLIS);
    const shot = { id: 200, x: 5, y: 5, heading: 0 };
    playout.receive(1, 0, [flyer(1)]);
    playout.receive(2, TICK_MILLIS, [flyer(2)], [shot]);
    playout.receive(3, 2 * TICK_MILLIS, [flyer(3)], []);

    playout.advance(2.2 * TICK_MILLIS);
    expect(poseOf(playout, 200)).toBeUndefined();
    playout.advance(2.5 * TICK_MILLIS);
    expect(poseOf(playout, 200)).toBeDefined();
    playout.receive(4, 3 * TICK_MILLIS, [flyer(4)], []);
    playout.advance(3.5 * TICK_MILLIS);
    expect(poseOf(playout, 200)).toBeUndefined();
  });

  test("forgets what has gone even when nothing is shown for long", () => {
    const playout = new Playout(TICK_MILLIS);
    playout.receive(1, 0, [{ id: 200, x: 0, y: 0, heading: 0 }]);

    for (let tick = 2; tick < 200; tick++) playout.receive(tick, tick * TICK_MILLIS, [flyer(tick)]);

    expect(playout.has(200)).toBe(false);
    expect(playout.has(100)).toBe(true);
  });

  test("holds still while a connection is lost, and then goes on where the room is", () => {
    const playout = new Playout(TICK_MILLIS);
    for (let tick = 1; tick <= 30; tick++) {
      playout.receive(tick, tick * TICK_MILLIS, [flyer(tick)]);
      playout.advance(tick * TICK_MILLIS);
    }
    for (let tick = 31; tick < 300; tick++) playout.advance(tick * TICK_MILLIS);
    expect(poseOf(playout)?.x).toBe(30);

    playout.receive(300, 300 * TICK_MILLIS, [flyer(300)]);
    playout.advance(300 * TICK_MILLIS);
    for (let tick = 301; tick <= 310; tick++) {
      playout.receive(tick, tick * TICK_MILLIS, [flyer(tick)]);
      playout.advance(tick * TICK_MILLIS);
    }

    expect(poseOf(playout)?.x).toBeGreaterThan(307);
    expect(poseOf(playout)?.x).toBeLessThan(310);
  });

  test("catches up at once after a long pause", () => {
    const playout = new Playout(TICK_MILLIS);
    playout.receive(1, 0, [flyer(1)]);
    playout.advance(1);

    for (let tick = 2; tick <= 900; tick++)
      playout.receive(tick, tick * TICK_MILLIS, [flyer(tick)]);
    playout.advance(900 * TICK_MILLIS);

    expect(playout.tick).toBeGreaterThan(895);
  });
});

describe("arc", () => {
  test.each([
    { from: 0, to: 1, expected: 1 },
    { from: 3, to: -3, expected: 2 * Math.PI - 6 },
    { from: -3, to: 3, expected: 6 - 2 * Math.PI },
    { from: 0, to: 7 * Math.PI + 0.5, expected: 0.5 - Math.PI },
  ])("from $from to $to is $expected", ({ from, to, expected }) => {
    expect(arc(from, to)).toBeCloseTo(expected, 10);
  });
});
