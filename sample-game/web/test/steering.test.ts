import { describe, expect, onTestFinished, test, vi } from "vitest";
import { type Key, Keys, meaning } from "../src/keys.js";
import { Steering } from "../src/steering.js";
import { stickOf } from "../src/touch.js";

const TICK_MILLIS = 100 / 3;

describe("Steering", () => {
  test("says what the keys say that are down", () => {
    const steering = new Steering(TICK_MILLIS);

    steering.press("left", 0);
    steering.press("thrust", 0);

    expect(steering.sample(1, 0)).toEqual({ turn: -1, thrust: true, fire: false });
  });

  test("does not turn when left and right are down at once", () => {
    const steering = new Steering(TICK_MILLIS);

    steering.press("left", 0);
    steering.press("right", 0);

    expect(steering.sample(1, 0).turn).toBe(0);
  });

  test("holds a tap on fire for more than a tick, so that no sampling misses it", () => {
    const steering = new Steering(TICK_MILLIS);

    steering.press("fire", 1000);
    steering.release("fire");

    expect(steering.sample(1000 + TICK_MILLIS, 0).fire).toBe(true);
    expect(steering.sample(1000 + 2 * TICK_MILLIS, 0).fire).toBe(false);
  });

  test("fires as long as the key is down, with the keyboard's repeats changing nothing", () => {
    const steering = new Steering(TICK_MILLIS);
    steering.press("fire", 0);

    for (let now = 0; now < 1000; now += 30) steering.press("fire", now);
    steering.release("fire");

    expect(steering.sample(1000, 0).fire).toBe(false);
  });

  test("lets go of everything, also of a tap that is still held", () => {
    const steering = new Steering(TICK_MILLIS);
    steering.press("right", 0);
    steering.press("fire", 0);
    steering.stick(1, 0);

    steering.releaseAll();

    expect(steering.sample(1, 0)).toEqual({ turn: 0, thrust: false, fire: false });
  });

  test("turns the shortest way to where the thumb points, and eases off before it", () => {
    const steering = new Steering(TICK_MILLIS);
    steering.stick(-0.9, -0.1);

    expect(steering.sample(0, -2).turn).toBe(-1);
    expect(steering.sample(0, 2).turn).toBe(1);
    expect(Math.abs(steering.sample(0, -3).turn)).toBeLessThan(0.2);
  });

  test("only turns when the thumb is a little way out, and flies when it is far out", () => {
    const steering = new Steering(TICK_MILLIS);

    steering.stick(0.1, 0);
    expect(steering.sample(0, 1).turn).toBe(0);
    steering.stick(0.4, 0);
    expect(steering.sample(0, 1)).toMatchObject({ turn: -1, thrust: false });
    steering.stick(0.9, 0);
    expect(steering.sample(0, 1)).toMatchObject({ turn: -1, thrust: true });
  });
});

describe("stickOf", () => {
  test("ends at the rim", () => {
    const { x, y } = stickOf(300, -400);

    expect(x).toBeCloseTo(0.6);
    expect(y).toBeCloseTo(-0.8);
  });

  test("is within the rim where the thumb is", () => {
    expect(stickOf(28, 0)).toEqual({ x: 0.5, y: 0 });
  });
});

describe("Keys", () => {
  test("lets go of all when Cmd comes up, because macOS kept what came up before it", () => {
    const page = new EventTarget();
    vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
    onTestFinished(() => void vi.unstubAllGlobals());
    const steering = new Steering(TICK_MILLIS);
    new Keys(steering, {} as HTMLElement, () => {}, new AbortController().signal);
    steering.press("thrust", 0);

    page.dispatchEvent(Object.assign(new Event("keyup"), { code: "MetaLeft", key: "Meta" }));

    expect(steering.sample(1, 0).thrust).toBe(false);
  });
});

describe("meaning", () => {
  const key = (code: string, printed: string, modified = false): Key => {
    return { code, key: printed, modified };
  };

  test.each([
    ["ArrowLeft", "left"],
    ["KeyA", "left"],
    ["ArrowRight", "right"],
    ["KeyD", "right"],
    ["ArrowUp", "thrust"],
    ["KeyW", "thrust"],
    ["Space", "fire"],
  ])("%s flies: %s", (code, control) => {
    expect(meaning(key(code, ""), true)).toEqual({ kind: "control", control });
  });

  test.each([
    ["Enter", "Enter", "chat"],
    ["KeyT", "t", "chat"],
    ["Semicolon", "M", "mute"],
    ["Tab", "Tab", "scores"],
    ["KeyL", "l", "scores"],
    ["KeyP", "p", "readout"],
    ["Escape", "Escape", "close"],
  ])("%s, printed %s, does: %s", (code, printed, action) => {
    expect(meaning(key(code, printed), true)).toEqual({ kind: "action", action });
  });

  test("leaves Space, Enter and Tab to a button that has the focus", () => {
    for (const [code, printed] of [
      ["Space", " "],
      ["Enter", "Enter"],
      ["Tab", "Tab"],
    ] as const) {
      expect(meaning(key(code, printed), false)).toBeUndefined();
    }
  });

  test("leaves the browser's own shortcuts alone", () => {
    expect(meaning(key("KeyL", "l", true), true)).toBeUndefined();
  });
});
