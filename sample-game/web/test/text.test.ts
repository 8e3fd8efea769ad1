import { describe, expect, test } from "vitest";
import { cleanText, clock, NAME_BYTES, SAY_BYTES, shownName } from "../src/text.js";

const bytes = (text: string) => new TextEncoder().encode(text).length;

describe("cleanText", () => {
  test.each([
    ["  a \n b\t c ", "a b c"],
    ["evil\u202Etxt", "eviltxt"],
    ["\u0000\u0007bell", "bell"],
    ["zero\u200Bwidth", "zerowidth"],
    ["lone \ud83d surrogate", "lone surrogate"],
    ["<b>stays text</b>", "<b>stays text</b>"],
    ["Zoë 👩‍🚀", "Zoë 👩‍🚀"],
    ["z\u0300\u0301\u0302\u0303\u0304algo", "z\u0300\u0301algo"],
  ])("%j becomes %j", (text, clean) => {
    expect(cleanText(text, SAY_BYTES)).toBe(clean);
  });

  test("cuts at the limit in bytes, between letters as people see them", () => {
    const cut = cleanText("👩‍🚀".repeat(10), NAME_BYTES);

    expect(cut).toBe("👩‍🚀".repeat(5));
    expect(bytes(cut)).toBeLessThanOrEqual(NAME_BYTES);
  });

  test("keeps text that has exactly as many bytes as the limit", () => {
    expect(cleanText("x".repeat(SAY_BYTES), SAY_BYTES)).toHaveLength(SAY_BYTES);
    expect(cleanText("x".repeat(SAY_BYTES + 1), SAY_BYTES)).toHaveLength(SAY_BYTES);
  });
});

describe("shownName", () => {
  test("is never empty", () => {
    expect(shownName(" \u200B ")).toBe("Pilot");
  });

  test("is short", () => {
    expect(shownName("Bartholomew the Third")).toBe("Bartholomew the…");
  });

  test("is the name where that fits", () => {
    expect(shownName("Ada Lovelace")).toBe("Ada Lovelace");
  });
});

describe("clock", () => {
  test.each([
    [0, "0:00"],
    [9.9, "0:09"],
    [134, "2:14"],
    [-1, "0:00"],
  ])("%d seconds are %s", (seconds, shown) => {
    expect(clock(seconds)).toBe(shown);
  });
});
