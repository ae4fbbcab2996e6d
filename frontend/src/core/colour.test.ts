import { describe, expect, it } from "vitest";
import { css, mixed, sequential, shareOf, type Rgb } from "./colour";

function luminance([red, green, blue]: Rgb): number {
  const part = (value: number) =>
    value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
}

describe("the accuracy scale", () => {
  it("grows lighter all the way, so that it reads without hue", () => {
    for (const theme of ["light", "dark"] as const) {
      const steps = Array.from({ length: 21 }, (_, i) => luminance(sequential(i / 20, theme)));
      steps.slice(1).forEach((value, i) => expect(value).toBeGreaterThan(steps[i]!));
    }
  });

  it("stands out from a dark panel at its dark end", () => {
    const panel = luminance([27, 29, 30]);
    expect((luminance(sequential(0, "dark")) + 0.05) / (panel + 0.05)).toBeGreaterThan(1.5);
  });

  it("clamps what lies beyond its ends", () => {
    expect(sequential(-3, "light")).toEqual(sequential(0, "light"));
    expect(sequential(7, "dark")).toEqual(sequential(1, "dark"));
  });
});

describe("small parts", () => {
  it("mixes between stops", () => {
    expect(
      mixed(
        [
          [0, 0, 0],
          [100, 200, 50],
        ],
        0.5,
      ),
    ).toEqual([50, 100, 25]);
  });

  it("places a value in its range", () => {
    expect(shareOf(0.75, 0.5, 1)).toBe(0.5);
    expect(shareOf(0.7, 0.7, 0.7)).toBe(0.5);
  });

  it("writes colours", () => {
    expect(css([1, 2, 3])).toBe("rgb(1 2 3)");
  });
});
