import type { CandidateRecord, PointRecord } from "@schema";
import { describe, expect, it } from "vitest";
import {
  arrivals,
  between,
  colouringOf,
  drawingOrder,
  emphasisOf,
  goodness,
  mapPoints,
  standingOut,
  stylesOf,
} from "./chartMap";
import { CHROME, sequential } from "./colour";
import { NOTHING_SELECTED } from "./selection";

const study = { objective: { name: "accuracy", direction: "maximize" }, weights: 2 } as const;

function candidate(paths: string[], accuracy: number | null, weights: number | null = 2): CandidateRecord {
  const objectives = accuracy === null ? {} : { accuracy };
  return {
    paths,
    objectives,
    weights,
    evaluated: accuracy !== null,
    iteration: null,
    origin: "sample",
    parents: [],
    feasible: true,
  };
}

const point = (id: string, x: number, y: number): PointRecord => ({ candidate: id, x, y, layout_version: 1 });
const candidates = {
  a: candidate(["p1", "p2"], 0.6),
  b: candidate(["p1"], 0.8),
  c: candidate(["p3"], null),
  d: candidate(["p2"], 0.1, 1),
};
const ids = ["a", "b", "c", "d"];
const coloured = colouringOf(ids, candidates, study);

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
});

describe("colours of the map", () => {
  it("span what was measured with the current weights; older values are told apart", () => {
    expect(coloured.values).toEqual([0.6, 0.8, null, 0.1]);
    expect(coloured.range).toEqual([0.6, 0.8]);
    expect(coloured.older).toEqual([false, false, false, true]);
  });

  it("fall back to older values where nothing is measured anew", () => {
    expect(colouringOf(["d"], candidates, study).range).toEqual([0.1, 0.1]);
    expect(colouringOf(["c"], candidates, study).range).toBeNull();
  });

  it("are best at the better end, whichever that is", () => {
    expect(goodness(0.8, [0.6, 0.8], "maximize")).toBe(1);
    expect(goodness(0.8, [0.6, 0.8], "minimize")).toBe(0);
  });

  it("are grey where nothing was evaluated, and hollow where the weights are older", () => {
    const styles = stylesOf(coloured, emphasisOf(ids, null), "maximize", "light");
    expect([...styles.colours.slice(8, 11)]).toEqual([...CHROME.light.faint]);
    expect([...styles.colours.slice(4, 7)]).toEqual([...sequential(1, "light")]);
    expect([...styles.hollow]).toEqual([0, 0, 0, 1]);
  });
});

describe("what stands out", () => {
  const nothing = NOTHING_SELECTED;
  const path = { kind: "path", ids: ["p1"], source: "lego" } as const;

  it("are the candidates with the hovered path; the rest is dimmed", () => {
    const standing = standingOut(path, nothing, candidates);
    expect(standing).toEqual(new Set(["a", "b"]));
    expect(emphasisOf(ids, standing)).toEqual(["marked", "marked", "dimmed", "dimmed"]);
  });

  it("is a selection of several, but nothing for a single candidate", () => {
    expect(standingOut(null, { ...nothing, candidates: ["a", "c"] }, candidates)).toEqual(
      new Set(["a", "c"]),
    );
    expect(standingOut(null, { ...nothing, candidates: ["a"] }, candidates)).toBeNull();
    expect(standingOut({ kind: "candidate", ids: ["a"], source: "map" }, nothing, candidates)).toBeNull();
  });

  it("is larger, and drawn above what is dimmed", () => {
    const emphasis = emphasisOf(ids, new Set(["c"]));
    const plain = stylesOf(coloured, emphasisOf(ids, null), "maximize", "light");
    const styles = stylesOf(coloured, emphasis, "maximize", "light");
    expect(styles.sizes[2]).toBeGreaterThan(plain.sizes[2] ?? Infinity);
    expect(styles.colours[3]).toBeLessThan(plain.colours[3] ?? 0);
    expect([...drawingOrder(coloured, emphasis)]).toEqual([0, 1, 3, 2]);
    expect([...drawingOrder(coloured, emphasisOf(ids, null))]).toEqual([2, 0, 1, 3]);
  });
});
