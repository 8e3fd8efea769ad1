import { describe, expect, test } from "vitest";
import { ALL_COLORS, HullColors, OWN } from "../src/colors.js";

const SPACE = "#05070f";
const AA = 4.5;

function luminance(css: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(css.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe("HullColors", () => {
  test("gives ships different colours as long as there are any", () => {
    const colors = new HullColors();

    const given = [100, 137, 109, 118, 127, 136].map((ship) => colors.of(ship).css);

    expect(new Set(given).size).toBe(given.length);
  });

  test("keeps the colour of a ship", () => {
    const colors = new HullColors();
    const first = colors.of(100);

    for (let ship = 101; ship < 140; ship++) colors.of(ship);

    expect(colors.of(100)).toBe(first);
  });

  test("gives a colour again that has become free", () => {
    const colors = new HullColors();
    for (let ship = 100; ship < 109; ship++) colors.of(ship);
    const freed = colors.of(104);

    colors.free(104);

    expect(colors.of(200)).toBe(freed);
  });

  test("spreads more ships than colours evenly", () => {
    const colors = new HullColors();
    const uses = new Map<string, number>();

    for (let ship = 100; ship < 118; ship++) {
      const { css } = colors.of(ship);
      uses.set(css, (uses.get(css) ?? 0) + 1);
    }

    expect([...uses.values()].every((count) => count === 2)).toBe(true);
  });

  test("never gives the own ship's colour to another", () => {
    const colors = new HullColors();

    for (let ship = 100; ship < 160; ship++) expect(colors.of(ship)).not.toBe(OWN);
  });
});

test.each(ALL_COLORS)("$css can be read on the dark of space", ({ css }) => {
  expect((luminance(css) + 0.05) / (luminance(SPACE) + 0.05)).toBeGreaterThan(AA);
});
