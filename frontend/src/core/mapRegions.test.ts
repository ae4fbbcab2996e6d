import type { RegionRecord } from "@schema";
import { describe, expect, it } from "vitest";
import { gridOf } from "./geometryNearest";
import { drawnRegions, suggestedName } from "./mapRegions";

const ids = ["a", "b", "c", "d", "e", "f"];
const marks = { ids, x: [0, 0.1, 0, 0.9, 1, 0.9], y: [0, 0, 0.1, 0.9, 0.9, 1] };
const index = new Map(ids.map((id, at) => [id, at]));

function region(candidates: string[], more: Partial<RegionRecord> = {}): RegionRecord {
  return { name: "A", candidates, polygon: null, layout_version: null, focused: false, weight: 1, ...more };
}

const drawn = (regions: Record<string, RegionRecord>) => drawnRegions(regions, gridOf(marks), index, 2);

describe("regions on the map", () => {
  it("are drawn in their lasso while it belongs to the layout", () => {
    const polygon: [number, number][] = [[-1, -1], [0.5, -1], [0.5, 0.5], [-1, 0.5]];
    const [now] = drawn({ r1: region(["a"], { polygon, layout_version: 2, focused: true }) });
    expect(now).toMatchObject({ outline: polygon, drawn: true, count: 3 });
    const [before] = drawn({ r1: region(["a"], { polygon, layout_version: 1, focused: true }) });
    expect(before).toMatchObject({ outline: null, drawn: false, count: 1 });
  });

  it("have a convex outline where they lie together, and none where strangers lie between", () => {
    const [together, apart] = drawn({ r1: region(["a", "b", "c"]), r2: region(["a", "d", "f", "b"]) });
    expect(together?.outline).toHaveLength(3);
    expect(apart?.outline).toHaveLength(4);
    const triangle = { ids, x: [0, 0.3, 0.2, 0.9, 0.3, 0], y: [0, 0.1, 0.3, 0, 0.4, 0.9] };
    const [mixed] = drawnRegions({ r: region(["a", "d", "f"]) }, gridOf(triangle), index, 2);
    expect(mixed?.outline).toBeNull();
  });

  it("begin with the focus, which is one with the saved region that it came from", () => {
    const all = drawn({
      r0: region(["c"], { name: "right" }),
      r1: region(["a", "b"], { name: "left" }),
      r2: region(["b", "a"], { name: "Region 1", focused: true }),
    });
    expect(all.map(({ id, name, focused }) => [id, name, focused])).toEqual([
      ["r2", "left", true],
      ["r0", "right", false],
    ]);
  });
});

it("the next name is the first letter that is free", () => {
  expect(suggestedName({})).toBe("A");
  expect(suggestedName({ r1: region([]), r2: region([], { name: "B" }) })).toBe("C");
});
