import { describe, expect, it } from "vitest";
import { CHROME, contrast, css, fromHex, mixed, over, readable, sequential, shareOf, type Rgb } from "./colour";

const BLACK: Rgb = [0, 0, 0];

describe("the accuracy scale", () => {
  it("grows lighter all the way, so that it reads without hue", () => {
    for (const theme of ["light", "dark"] as const) {
      const steps = Array.from({ length: 21 }, (_, i) => contrast(sequential(i / 20, theme), BLACK));
      steps.slice(1).forEach((value, i) => expect(value).toBeGreaterThan(steps[i]!));
    }
  });

  it("stands out from a dark panel at its dark end", () => {
    expect(contrast(sequential(0, "dark"), CHROME.dark.panel)).toBeGreaterThan(1.5);
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

  it("knows contrasts as WCAG does, and letters that read on every grey", () => {
    expect(contrast([255, 255, 255], BLACK)).toBeCloseTo(21);
    expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2);
    for (let grey = 0; grey < 256; grey++) expect(contrast(readable([grey, grey, grey]), [grey, grey, grey])).toBeGreaterThan(4.5);
  });

  it("lays a colour over another", () => {
    expect(over(fromHex("#ff0080"), 0.5, [0, 100, 0])).toEqual([128, 50, 64]);
  });

  it("writes colours", () => {
    expect(css([1, 2, 3])).toBe("rgb(1 2 3)");
  });
});
