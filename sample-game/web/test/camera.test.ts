import { describe, expect, test } from "vitest";
import { Camera, softClamp } from "../src/camera.js";
import type { Moving } from "../src/playout.js";

function moving(x: number, y: number, vx: number, vy: number): Moving {
  return { pose: { x, y, heading: 0 }, vx, vy };
}

describe("softClamp", () => {
  test("changes nothing far from the bounds", () => {
    expect(softClamp(50, 0, 100, 6)).toBe(50);
  });

  test("never leaves the bounds, and never runs back", () => {
    let last = Number.NEGATIVE_INFINITY;
    for (let value = -50; value <= 150; value += 0.5) {
      const held = softClamp(value, 0, 100, 6);
      expect(held).toBeGreaterThanOrEqual(0);
      expect(held).toBeLessThanOrEqual(100);
      expect(held).toBeGreaterThanOrEqual(last);
      last = held;
    }
  });

  test("is the middle where there is no room", () => {
    expect(softClamp(90, 70, 50, 6)).toBe(60);
  });
});

describe("Camera", () => {
  test.each([
    [1280, 720],
    [390, 844],
    [844, 390],
  ])("shows about as much of the arena on a stage of %d x %d", (width, height) => {
    const camera = new Camera();

    camera.resize(width, height);

    expect(4 * camera.halfWidth * camera.halfHeight).toBeCloseTo(56 * 56, 6);
  });

  test("goes to a new ship at once, and then follows smoothly", () => {
    const camera = new Camera();
    camera.resize(1280, 720);

    camera.follow(moving(60, 60, 0, 0), 120, 0.016);
    expect(camera.x).toBeCloseTo(60);
    camera.follow(moving(64, 60, 0, 0), 120, 0.016);
    expect(camera.x).toBeGreaterThan(60);
    expect(camera.x).toBeLessThan(62);
  });

  test("cuts to a ship that came back far away", () => {
    const camera = new Camera();
    camera.resize(390, 844);
    camera.follow(moving(30, 60, 0, 0), 120, 0.016);

    camera.follow(moving(90, 60, 0, 0), 120, 0.016);

    expect(camera.x).toBeCloseTo(90, 0);
  });

  test("shows no more than a margin of the dark beyond the wall", () => {
    const camera = new Camera();
    camera.resize(1280, 720);

    camera.follow(moving(0, 0, -28, -28), 120, 0.016);

    expect(camera.x - camera.halfWidth).toBeGreaterThan(-7.01);
    expect(camera.y - camera.halfHeight).toBeGreaterThan(-7.01);
  });
});
