import type { PathRecord, ScoresRecord } from "@schema";
import { describe, expect, it } from "vitest";
import { domainsOf, dotMarks, pathDots, withoutEvidence } from "./chartPaths";
import { boxBetween, insideBox } from "./geometry";

function path(id: string, operation: string, state: PathRecord["state"] = "available"): PathRecord {
  return {
    id,
    operation,
    state,
    cell: "c1",
    source: "in0",
    target: "n0",
    slot: 0,
    parameters: {},
    weight: null,
    trained: true,
    trained_epochs: 3,
  };
}

const paths = {
  p1: path("p1", "skip_connect"),
  p2: path("p2", "max_pool_3x3", "removed"),
  p3: path("p3", "skip_connect"),
};
const scores: ScoresRecord = {
  iteration: 4,
  weights: 1,
  alpha: 0.6,
  paths: ["p1", "p2", "p3", "gone"],
  score: [0.5, 0, 0.25, 0.25],
  frequency: [12, 3, 0, 8],
  advantage: [0.021, -0.04, null, 0.01],
  stderr: [0.004, null, null, 0.002],
};

describe("dots of paths", () => {
  it("lie at frequency and score, for paths that the template still has", () => {
    const dots = pathDots(scores, paths, "score");
    expect(dots.map((dot) => [dot.id, dot.x, dot.y])).toEqual([
      ["p1", 12, 0.5],
      ["p2", 3, 0],
      ["p3", 0, 0.25],
    ]);
    expect(dots[1]?.state).toBe("removed");
    expect(dots[0]?.low).toBeNull();
    expect(withoutEvidence(scores, dots, paths)).toBe(0);
  });

  it("lie at frequency and advantage in points, with a bar where there is an error, and are left out without evidence", () => {
    const dots = pathDots(scores, paths, "advantage");
    expect(dots.map((dot) => dot.id)).toEqual(["p1", "p2"]);
    expect(dots[0]?.y).toBeCloseTo(2.1);
    expect([dots[0]?.low, dots[0]?.high].map((value) => value?.toFixed(1))).toEqual(["1.7", "2.5"]);
    expect(dots[1]?.low).toBeNull();
    expect(withoutEvidence(scores, dots, paths)).toBe(1);
  });

  it("are taken by a box in the units of the axes", () => {
    const marks = dotMarks(pathDots(scores, paths, "score"));
    expect(insideBox(boxBetween([0, 0.3], [4, -0.1]), marks)).toEqual(["p2", "p3"]);
  });
});

describe("axes", () => {
  it("start at zero for frequency and score, and hold zero and every bar for advantage", () => {
    const score = domainsOf(pathDots(scores, paths, "score"), "score");
    expect([score.x[0], score.y[0]]).toEqual([0, 0]);
    expect(score.x[1]).toBeGreaterThanOrEqual(12);
    const advantage = domainsOf(pathDots(scores, paths, "advantage"), "advantage");
    expect(advantage.y[0]).toBeLessThanOrEqual(-4);
    expect(advantage.y[1]).toBeGreaterThanOrEqual(2.5);
  });

  it("exist without any dot", () => {
    expect(domainsOf([], "score")).toEqual({ x: [0, 1], y: [0, 0.1] });
    expect(domainsOf([], "advantage")).toEqual({ x: [0, 1], y: [-1, 1] });
  });
});
