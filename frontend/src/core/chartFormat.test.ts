import { describe, expect, it } from "vitest";
import { count, counted, decimal, decimalOr, duration, outOf, points, withInterval } from "./chartFormat";

describe("numbers for people", () => {
  it("have separators, a real minus and no negative zero", () => {
    expect(count(1680)).toBe("1,680");
    expect(decimal(0.8714)).toBe("0.871");
    expect(decimal(-0.02, 2)).toBe("−0.02");
    expect(decimal(-0.0001)).toBe("0.000");
    expect(decimalOr(null)).toBe("–");
  });

  it("carry intervals and errors", () => {
    expect(withInterval(0.967, 0.943, 0.983)).toBe("0.967 (0.943–0.983)");
    expect(points(0.021, 0.004)).toBe("+2.1 ± 0.4 pt");
    expect(points(-0.041, null)).toBe("−4.1 pt");
    expect(points(0.0001, 0.01)).toBe("0.0 ± 1.0 pt");
  });

  it("say durations in minutes and seconds, with hours where there are any", () => {
    expect(duration(110)).toBe("1:50");
    expect(duration(7509)).toBe("2:05:09");
    expect(duration(-1)).toBe("0:00");
    expect(duration(59.6)).toBe("1:00");
  });

  it("count things", () => {
    expect(outOf(47, 412)).toBe("47 of 412");
    expect(counted(1, "path")).toBe("1 path");
    expect(counted(3, "child", "children")).toBe("3 children");
  });
});
