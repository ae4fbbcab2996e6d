import { describe, expect, it } from "vitest";
import { counted, decimal, decimalOr, duration, outOf, withInterval } from "./chartFormat";

describe("numbers for people", () => {
  it("have a real minus and no negative zero", () => {
    expect(decimal(0.8714)).toBe("0.871");
    expect(decimal(-0.02, 2)).toBe("−0.02");
    expect(decimal(-0.0001)).toBe("0.000");
    expect(decimalOr(null)).toBe("–");
  });

  it("carry intervals", () => {
    expect(withInterval(0.967, 0.943, 0.983)).toBe("0.967 (0.943–0.983)");
  });

  it("say durations in minutes and seconds, with hours where there are any", () => {
    expect(duration(110)).toBe("1:50");
    expect(duration(7509)).toBe("2:05:09");
    expect(duration(-1)).toBe("0:00");
    expect(duration(59.6)).toBe("1:00");
  });

  it("count things", () => {
    expect(outOf(47, 412)).toBe("47 of 412");
    expect(outOf(1615, 10_000)).toBe("1,615 of 10,000");
    expect(counted(1, "path")).toBe("1 path");
    expect(counted(3, "child", "children")).toBe("3 children");
  });
});
