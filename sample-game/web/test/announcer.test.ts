import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Announcer } from "../src/hud/announcer.js";

const MILLIS = 1000;

let region: HTMLElement;
let announcer: Announcer;

beforeEach(() => {
  vi.useFakeTimers();
  region = { textContent: "" } as HTMLElement;
  announcer = new Announcer(region, MILLIS);
});

afterEach(() => vi.useRealTimers());

describe("Announcer", () => {
  test("gathers what comes too fast, and of too much reads the newest", () => {
    announcer.say("a");
    for (const line of ["b", "c", "d", "e"]) announcer.say(line);
    expect(region.textContent).toBe("a");

    vi.advanceTimersByTime(MILLIS);

    expect(region.textContent).toBe("c. d. e");
  });

  test("empties the region in between, so that the same line is read again", () => {
    announcer.say("a");
    announcer.say("a");

    vi.advanceTimersByTime(MILLIS - 1);
    expect(region.textContent).toBe("");

    vi.advanceTimersByTime(1);
    expect(region.textContent).toBe("a");
  });

  test("leaves the region empty when there is nothing more to read", () => {
    announcer.say("a");

    vi.advanceTimersByTime(2 * MILLIS);

    expect(region.textContent).toBe("");
    expect(vi.getTimerCount()).toBe(0);
  });
});
