import type { PointRecord } from "@schema";
import { describe, expect, it } from "vitest";
import { arrivals, between, mapPoints, placedSince } from "./chartMap";

const point = (id: string, x: number, y: number): PointRecord => ({ candidate: id, x, y, layout_version: 1, cluster: null });

describe("points of the map", () => {
  it("are columns in the records' order with an index", () => {
    const points = mapPoints({ a: point("a", 0.5, -0.5), b: point("b", -1, 1) });
    expect(points.ids).toEqual(["a", "b"]);
    expect([...points.x]).toEqual([0.5, -1]);
    expect(points.index.get("b")).toBe(1);
  });

  it("move in a straight line to a new layout, and a new one is there at once", () => {
    const before = mapPoints({ a: point("a", 0, 0) });
    const after = mapPoints({ a: point("a", 1, 0.5), b: point("b", -1, -1) });
    expect([...between(before, after, 0.5).x]).toEqual([0.5, -1]);
    expect([...between(before, after, 1).y]).toEqual([0.5, -1]);
    expect(arrivals(before, after)).toEqual(["b"]);
    expect(arrivals(mapPoints({}), after)).toEqual([]);
  });

  it("are many since the last fit when half as many again were placed", () => {
    const layout = { version: 1, artifact: "a", fitted: 300, trustworthiness: 0.8, clusters: [] };
    expect(placedSince(layout, 360)).toEqual({ placed: 60, many: false });
    expect(placedSince(layout, 450)).toEqual({ placed: 150, many: true });
    expect(placedSince(null, 12)).toEqual({ placed: 0, many: false });
  });
});
