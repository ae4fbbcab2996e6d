import { describe, expect, it } from "vitest";
import { extent, linear, niceDomain, niceTicks, tickDigits, tickStep, wholeTicks } from "./scales";

describe("a linear scale", () => {
  it("maps its domain on to its range and back", () => {
    const scale = linear([10, 20], [100, 0]);
    expect(scale.of(10)).toBe(100);
    expect(scale.of(17.5)).toBe(25);
    expect(scale.back(25)).toBe(17.5);
  });

  it("puts everything in the middle where its domain has no width", () => {
    expect(linear([3, 3], [0, 10]).of(3)).toBe(5);
  });
});

describe("extent", () => {
  it("leaves out null and what is not finite", () => {
    expect(extent([null, 3, undefined, NaN, -1])).toEqual([-1, 3]);
    expect(extent([null])).toBeNull();
  });
});

describe("ticks", () => {
  it("are 1, 2 or 5 times a power of ten apart", () => {
    expect(tickStep([0, 1], 5)).toBeCloseTo(0.2);
    expect(niceTicks([0, 1], 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(niceTicks([0.62, 0.88], 3)).toEqual([0.7, 0.8]);
    expect(niceTicks([-3, 12], 4)).toEqual([0, 5, 10]);
  });

  it("have no rounding dust", () => {
    expect(niceTicks([0, 0.7], 7)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
  });

  it("are whole for counts", () => {
    expect(wholeTicks([0, 3], 6)).toEqual([0, 1, 2, 3]);
    expect(wholeTicks([0, 60], 4)).toEqual([0, 20, 40, 60]);
  });

  it("say how many digits they need", () => {
    expect([1, 0.5, 0.2, 0.05, 100].map(tickDigits)).toEqual([0, 1, 1, 2, 0]);
  });
});

describe("a nice domain", () => {
  it("reaches from round number to round number", () => {
    expect(niceDomain([0.13, 1.87], 4)).toEqual([0, 2]);
  });

  it("has room around a single value and a fallback for none", () => {
    const [low, high] = niceDomain([0.5, 0.5], 4);
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
    expect(niceDomain(null, 4)).toEqual([0, 1]);
  });
});
