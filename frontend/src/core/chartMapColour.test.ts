import type { CandidateRecord } from "@schema";
import { describe, expect, it } from "vitest";
import { colouringOf, goodness } from "./chartMapColour";
import { drawingOrder, shownOf, standingOut, stylesOf } from "./chartMapMarks";
import { CHROME, sequential } from "./colour";
import { NOTHING_SELECTED, type Hover, type Selection } from "./selection";

const study = { objective: { name: "accuracy", direction: "maximize" }, weights: 2, layout: null } as const;

type Objectives = CandidateRecord["objectives"];

function candidate(paths: string[], objectives: Objectives, more: Partial<CandidateRecord> = {}): CandidateRecord {
  const evaluated = "accuracy" in objectives;
  return {
    paths, objectives, evaluated, weights: 2, iteration: null, origin: "sample", parents: [], feasible: true, ...more,
  };
}

const candidates = {
  a: candidate(["p1", "p2"], { accuracy: 0.6, loss: 1.2, parameters: 1000 }, { iteration: 1 }),
  b: candidate(["p1"], { accuracy: 0.8, loss: 0.4, parameters: 100_000 }, { iteration: 3, origin: "mutation" }),
  c: candidate(["p3"], {}),
  d: candidate(["p2"], { accuracy: 0.1, loss: 2.0, parameters: 10_000 }, { weights: 1, origin: "mutation" }),
};
const members = Object.values(candidates);
const index = new Map(Object.keys(candidates).map((id, at) => [id, at]));
const NO_CLUSTERS = new Int16Array(4).fill(-1);
const coloured = (by: string) => colouringOf(members, NO_CLUSTERS, study, by, "light");
const rgbOf = (by: string, at: number) => [...coloured(by).rgb.slice(at * 3, at * 3 + 3)];
const scaleOf = (by: string) => {
  const { legend } = coloured(by);
  if (legend.kind !== "scale") throw new Error(`${by} is no scale`);
  return legend;
};

describe("colours of an objective", () => {
  it("span what was measured with the current weights; older values are told apart", () => {
    expect(scaleOf("accuracy").range).toEqual([0.6, 0.8]);
    expect([...coloured("accuracy").hollow]).toEqual([0, 0, 0, 1]);
    expect(rgbOf("accuracy", 1)).toEqual([...sequential(1, "light")]);
  });

  it("fall back to older values where nothing is measured anew, and to none where nothing is", () => {
    const of = (member: CandidateRecord) => colouringOf([member], NO_CLUSTERS.slice(0, 1), study, "accuracy", "light");
    expect(of(candidates.d).legend).toMatchObject({ range: [0.1, 0.1], older: true });
    expect(of(candidates.c).legend).toEqual({ kind: "none" });
  });

  it("are best at the better end, whichever that is", () => {
    expect(goodness(0.8, [0.6, 0.8], "maximize")).toBe(1);
    expect(goodness(0.8, [0.6, 0.8], "minimize")).toBe(0);
    expect(rgbOf("loss", 1)).toEqual([...sequential(1, "light")]);
    expect(rgbOf("parameters", 0)).toEqual([...sequential(1, "light")]);
  });

  it("go by ratio where sizes span a wide range", () => {
    expect(scaleOf("parameters").log).toBe(true);
    expect(rgbOf("parameters", 3)).toEqual([...sequential(0.5, "light")]);
    expect(scaleOf("accuracy").log).toBe(false);
  });

  it("are grey where nothing is known", () => {
    expect(rgbOf("accuracy", 2)).toEqual([...CHROME.light.faint]);
    expect([...coloured("iteration").coloured]).toEqual([1, 1, 0, 0]);
    expect([...coloured("none").coloured]).toEqual([0, 0, 0, 0]);
  });
});

describe("colours of categories", () => {
  it("name origins with their members, a shape beside each colour", () => {
    const { legend, shapes } = coloured("origin");
    expect(legend).toMatchObject({
      kind: "categories",
      categories: [{ label: "random sample", members: [0, 2] }, { label: "mutation", members: [1, 3] }],
    });
    expect(shapes[0]).not.toBe(shapes[1]);
  });

  it("leave out points without a cluster", () => {
    const { coloured: which } = colouringOf(members, Int16Array.of(0, 1, -1, 1), study, "cluster", "dark");
    expect([...which]).toEqual([1, 1, 0, 1]);
  });
});

describe("what stands out", () => {
  const path = { kind: "path", ids: ["p1"], source: "lego" } as const;
  const standing = (hover: Hover | null, selection: Selection) => standingOut(hover, selection, candidates, index);
  const ids = (...selected: string[]) => ({ ...NOTHING_SELECTED, candidates: selected });

  it("are the candidates with the hovered path, or with any path of a member of a set", () => {
    expect(standing(path, NOTHING_SELECTED)).toEqual(Uint8Array.of(1, 1, 0, 0));
    expect(standing({ ...path, ids: ["p1", "p2"] }, NOTHING_SELECTED)).toEqual(Uint8Array.of(1, 0, 0, 0));
    expect(standing({ ...path, ids: ["p3", "p2"], source: "map" }, ids())).toEqual(Uint8Array.of(1, 0, 1, 1));
  });

  it("is a selection of several, but nothing for a single candidate", () => {
    expect(standing(null, ids("a", "c"))).toEqual(Uint8Array.of(1, 0, 1, 0));
    expect(standing(null, ids("a"))).toBeNull();
    expect(standing({ kind: "candidate", ids: ["a"], source: "map" }, ids())).toBeNull();
  });

  it("is larger, and drawn above what is dimmed", () => {
    const colouring = coloured("accuracy");
    const [plain, marked] = [stylesOf(colouring, null), stylesOf(colouring, Uint8Array.of(0, 0, 1, 0))];
    expect(marked.sizes[2]).toBeGreaterThan(plain.sizes[2]!);
    expect(marked.colours[3]).toBeLessThan(plain.colours[3]!);
    expect([...drawingOrder(colouring, Uint8Array.of(0, 0, 1, 0))]).toEqual([0, 1, 3, 2]);
    expect([...drawingOrder(colouring, null)]).toEqual([2, 0, 1, 3]);
  });

  it("are smaller the more there are, in a crowd, yet never too small to see", () => {
    const size = (points: number) => stylesOf(colouringOf(Array.from({ length: points }, () => candidates.a), new Int16Array(points), study, "none", "light"), null).sizes[0]!;
    expect(size(1000)).toBe(size(10));
    expect(size(10_000)).toBeCloseTo(size(10) / 2, 1);
    expect(size(100_000)).toBeGreaterThanOrEqual(2);
  });

  it("is all that is drawn where the others are hidden", () => {
    expect(shownOf("all", members, ["a"], index)).toBeNull();
    expect(shownOf("selected", members, [], index)).toBeNull();
    expect(shownOf("selected", members, ["b"], index)).toEqual(Uint8Array.of(0, 1, 0, 0));
    const shown = shownOf("evaluated", members, [], index);
    expect([...drawingOrder(coloured("accuracy"), null, shown)]).toEqual([0, 1, 3]);
  });
});
