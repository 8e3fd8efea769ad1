import { describe, expect, test } from "vitest";
import { Effects } from "../src/effects.js";
import { Pace, Resolution } from "../src/pace.js";
import { Particles, WHITE } from "../src/particles.js";
import { seeded } from "../src/random.js";
import { serverOf } from "../src/server.js";

describe("serverOf", () => {
  test.each([
    ["https://play.example/?x=1", "https://play.example/"],
    ["https://play.example/index.html#x", "https://play.example/"],
    ["https://play.example/games/arena/?x=1", "https://play.example/games/arena/"],
  ])("of a page at %s is where that came from: %s", (page, server) => {
    expect(serverOf(new URL(page), false).href).toBe(server);
  });

  test("is the Java server in development", () => {
    expect(serverOf(new URL("http://127.0.0.1:5173/"), true).href).toBe("http://localhost:8080/");
  });

  test("is what the address of the page names", () => {
    const page = new URL("http://127.0.0.1:5173/?server=http://localhost:9000");
    expect(serverOf(page, true).href).toBe("http://localhost:9000/");
  });

  test.each(["nonsense", "ftp://localhost"])("is refused when it is %s", (named) => {
    const page = new URL(`http://localhost/?server=${encodeURIComponent(named)}`);
    expect(() => serverOf(page, false)).toThrow(`server: ${named} (expected: a URL like`);
  });
});

describe("Resolution", () => {
  /** Judges stretches of frames of these lengths, and gives the ratio after each stretch. */
  const judge = (...stretches: readonly number[]) => {
    const resolution = new Resolution();
    return stretches.map((millis) => {
      for (let frame = 0; frame < 90; frame++) resolution.judge(millis, 3);
      return resolution.ratio(3);
    });
  };

  test("is at most two canvas pixels a CSS pixel", () => {
    expect(new Resolution().ratio(3)).toBe(2);
    expect(new Resolution().ratio(1.25)).toBe(1.25);
  });

  test("goes down step by step while that helps, and to an end", () => {
    expect(judge(60, 60, 40, 40, 25, 25, 25)).toEqual([2, 1.5, 1.5, 1, 1, 1, 1]);
  });

  test("goes back where fewer pixels did not help, and stays there", () => {
    expect(judge(33, 33, 33, 33, 33, 33)).toEqual([2, 1.5, 2, 2, 2, 2]);
  });

  test("stays where frames are in time, but for a slow stretch now and then", () => {
    expect(judge(16, 40, 16, 40, 16)).toEqual([2, 2, 2, 2, 2]);
  });
});

test("Pace does not count the time in which the tab was hidden", () => {
  const pace = new Pace();
  for (let now = 0; now < 1000; now += 20) pace.begin(now);

  expect(pace.begin(60_000)).toBeUndefined();
  expect(pace.framesASecond).toBeGreaterThan(45);
});

describe("Particles", () => {
  const spark = { look: "spark", x: 0, y: 0, vx: 1, vy: 0, metres: 1, color: WHITE } as const;

  test("are never more than their capacity", () => {
    const particles = new Particles(10, seeded(1));

    for (let at = 0; at < 50; at++) particles.add({ ...spark, seconds: 1 });

    expect(particles.living).toBe(10);
  });

  test("end after their time", () => {
    const particles = new Particles(10, seeded(1));
    particles.add({ ...spark, seconds: 0.5 });

    particles.advance(0.4);
    expect(particles.living).toBe(1);
    particles.advance(0.2);
    expect(particles.living).toBe(0);
  });
});

describe("Effects", () => {
  const color = { index: 0, css: "#ffffff" };

  test("do not shake for people who want less motion, and throw fewer sparks", () => {
    const calm = new Effects(() => true, seeded(1));
    const wild = new Effects(() => false, seeded(1));

    for (const effects of [calm, wild]) {
      effects.explode(0, 0, color);
      effects.shake(1, 0);
      effects.advance(0.05);
    }

    expect(Math.abs(calm.shakeX)).toBe(0);
    expect(wild.shakeX).not.toBe(0);
    expect(calm.particles.living).toBeLessThan(wild.particles.living / 2);
  });

  test("shake less from afar", () => {
    const near = new Effects(() => false, seeded(1));
    const far = new Effects(() => false, seeded(1));

    near.shake(1, 0);
    far.shake(1, 30);
    for (const effects of [near, far]) effects.advance(0.02);

    expect(Math.abs(far.shakeX)).toBeLessThan(Math.abs(near.shakeX));
  });
});
