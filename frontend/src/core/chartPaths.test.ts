import type { CellRecord, PathRecord, ScoresRecord } from "@schema";
import { describe, expect, it } from "vitest";
import { domainsOf, joined, pathDots, withoutEvidence } from "./chartPaths";
import { dotColours, markedStates, pathGroups } from "./chartPathsGroups";
import { beneath, dotTowards, placed } from "./chartPathsPlace";
import { pathTable } from "./chartPathsTable";
import { pixelTrail, type PathMoment } from "./chartPathsTrail";
import { boxBetween, insideBox } from "./geometry";
import { linear } from "./scales";

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
    const dots = pathDots(scores, paths, "advantage", 100);
    expect(dots.map((dot) => dot.id)).toEqual(["p1", "p2"]);
    expect(dots[0]?.y).toBeCloseTo(2.1);
    expect([dots[0]?.low, dots[0]?.high].map((value) => value?.toFixed(1))).toEqual(["1.7", "2.5"]);
    expect(dots[1]?.low).toBeNull();
    expect(withoutEvidence(scores, dots, paths)).toBe(1);
  });
});

describe("axes", () => {
  it("start at zero for frequency and score, and hold zero and every bar for advantage", () => {
    const score = domainsOf(pathDots(scores, paths, "score"), "score");
    expect([score.x[0], score.y[0]]).toEqual([0, 0]);
    expect(score.x[1]).toBeGreaterThanOrEqual(12);
    const advantage = domainsOf(pathDots(scores, paths, "advantage", 100), "advantage");
    expect(advantage.y[0]).toBeLessThanOrEqual(-4);
    expect(advantage.y[1]).toBeGreaterThanOrEqual(2.5);
  });

  it("exist without any dot", () => {
    expect(domainsOf([], "score")).toEqual({ x: [0, 1], y: [0, 0.1] });
    expect(domainsOf([], "advantage")).toEqual({ x: [0, 1], y: [-1, 1] });
  });

  it("stand still while iterations are stepped through", () => {
    const [few, many] = [{ x: [0, 5], y: [0, 1] }, { x: [0, 50], y: [-1, 0.5] }] as const;
    expect(joined(few, many)).toEqual({ x: [0, 50], y: [-1, 1] });
  });
});

describe("places of dots", () => {
  const scales = { x: linear([0, 20], [44, 444]), y: linear([0, 1], [200, 0]) };
  const crowd = Array.from({ length: 400 }, (_, index) => ({ ...pathDots(scores, paths, "score")[0]!, id: `p${index}` }));

  it("are those of their values, and a box takes what lies in it", () => {
    const marks = placed(pathDots(scores, paths, "score"), scales);
    expect([marks.x[0], marks.y[0]]).toEqual([284, 100]);
    expect(insideBox(boxBetween([40, 140], [120, 210]), marks)).toEqual(["p2", "p3"]);
  });

  it("at one spot lie side by side, never far from it, the same each time", () => {
    const marks = placed(crowd, scales);
    expect(new Set(crowd.map((_, index) => `${marks.x[index]} ${marks.y[index]}`)).size).toBe(400);
    const away = crowd.map((_, index) => Math.hypot(marks.x[index]! - 284, marks.y[index]! - 100));
    expect(Math.max(...away)).toBeLessThanOrEqual(3 + 1e-9);
    expect(placed(crowd, scales)).toEqual(marks);
    expect(beneath(marks, 0)).toBe(399);
  });

  it("are reached by arrow keys, Home and End", () => {
    const marks = placed(pathDots(scores, paths, "score"), scales);
    const at = (from: number, key: string) => {
      const next = dotTowards(marks, from, key);
      return next === null ? null : marks.ids[next];
    };
    expect(at(0, "ArrowLeft")).toBe("p3");
    expect(at(0, "ArrowUp")).toBeNull();
    expect(at(1, "ArrowUp")).toBe("p3");
    expect([at(1, "Home"), at(1, "End"), at(1, "x")]).toEqual(["p3", "p1", null]);
  });
});

describe("legend", () => {
  const dots = pathDots(scores, paths, "score");
  const operations = [
    { id: "max_pool_3x3", name: "3x3 max pooling", short: "mp", description: "", parameters: {}, family: "pooling" },
  ];

  it("names the operations that have dots, unknown ones by their id", () => {
    const groups = pathGroups(dots, "operation", [], operations, "light");
    expect(groups.map(({ short, ids }) => [short, ids])).toEqual([
      ["mp", ["p2"]],
      ["skip_connect", ["p1", "p3"]],
    ]);
    expect(dotColours(dots, groups, "operation")).toEqual([groups[1]!.colour, groups[0]!.colour, groups[1]!.colour]);
  });

  it("counts cells from 1", () => {
    const cell = { id: "c1", position: 2, kind: "normal", nodes: 4, inputs: [], tied_to: null } as unknown as CellRecord;
    const [group] = pathGroups(dots, "cell", [cell], operations, "light");
    expect([group?.short, group?.words, group?.ids.length]).toEqual(["3", "normal cell 3", 3]);
  });

  it("lists states that have a mark", () => {
    expect(markedStates(dots)).toEqual([{ state: "removed", ids: ["p2"] }]);
  });
});

describe("a trail", () => {
  const scales = { x: linear([0, 10], [0, 100]), y: linear([0, 1], [100, 0]) };
  const moment = (iteration: number, weights: number, frequency: number, score: number): PathMoment => ({
    iteration, weights, frequency, score, advantage: iteration === 1 ? null : 0.002,
  });
  const moments = [moment(0, 1, 2, 0.5), moment(1, 1, 4, 0.4), moment(2, 2, 1, 0.9), moment(3, 2, 2, 0.8)];

  it("ends at the shown iteration and begins anew with other weights", () => {
    expect(pixelTrail(moments, { measure: "score", unit: 1 }, scales, 2, "red").segments).toEqual([
      [[20, 50], [40, 60]],
      [[10, expect.closeTo(10)]],
    ]);
  });

  it("breaks where there was no evidence", () => {
    expect(pixelTrail(moments, { measure: "advantage", unit: 100 }, scales, 3, "red").segments.map((segment) => segment.length)).toEqual([1, 2]);
  });
});

describe("the table of paths", () => {
  it("has a row for each path of the template, counting from 1", () => {
    const { columns, rows } = pathTable(scores, { paths, cells: {} }, []);
    const [first] = rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])));
    expect(rows.length).toBe(3);
    expect(first).toMatchObject({ path: "p1", iteration: 5, frequency: 12, score: 0.5, advantage: 0.021, state: "available" });
  });
});
