import type { CandidateRecord, PathRecord } from "@schema";
import { describe, expect, it } from "vitest";
import { advantageRange, diverging, looksOf } from "./brickLook";
import { CHROME, contrast, over, type Rgb } from "./colour";
import { comparisonOf, litOf, viewedOf } from "./brickMarks";
import { NO_RECORDS } from "./records";
import { NOTHING_SELECTED } from "./selection";

const path = (id: string): PathRecord => ({
  id, cell: "c0", source: "in0", target: "n0", slot: 0, operation: "sep_conv_3x3", parameters: {}, weight: null, state: "available",
  trained: true, trained_epochs: 1,
});
const paths = { p0: path("p0"), p1: path("p1"), p2: path("p2") };
const scores = {
  "0": { iteration: 0, weights: 1, alpha: 0.5, paths: ["p0", "p1"], score: [0.8, 0.2], frequency: [3, 1], advantage: [0.04, -0.02], stderr: [0.01, 0.01] },
};
const plain = { colour: "operation", score: "opacity", theme: "light", direction: "maximize" } as const;

const parsed = (colour: string): Rgb => colour.match(/\d+/g)!.map(Number) as unknown as Rgb;

describe("the look of a brick", () => {
  it("shows the score as opacity, as a bar, or not at all", () => {
    expect(looksOf({ paths, scores }, plain).get("p0")).toMatchObject({ opacity: 1, share: null });
    const bar = looksOf({ paths, scores }, { ...plain, score: "bar" });
    expect(bar.get("p0")).toMatchObject({ opacity: 1, share: 1 });
    expect(bar.get("p1")?.share).toBeCloseTo(0.25);
    expect(bar.get("p2")?.share).toBeNull();
    expect(looksOf({ paths, scores }, { ...plain, score: "none" }).get("p1")).toMatchObject({ opacity: 1, share: null });
  });

  it("takes the colour of the advantage, grey without evidence", () => {
    const looks = looksOf({ paths, scores }, { ...plain, colour: "advantage" });
    const colours = ["p0", "p1", "p2"].map((id) => looks.get(id)?.colour);
    expect(new Set(colours).size).toBe(3);
    expect(looksOf({ paths, scores: {} }, { ...plain, colour: "advantage" }).get("p0")?.colour).toBe(colours[2]);
  });

  it("turns the colours of the advantage where less is better", () => {
    const colourOf = (direction: "maximize" | "minimize", advantage: readonly [number, number]) => {
      const turned = { "0": { ...scores["0"], advantage: [...advantage] } };
      return looksOf({ paths, scores: turned }, { ...plain, colour: "advantage", direction }).get("p0")?.colour;
    };
    expect(colourOf("minimize", [-0.04, 0.02])).toBe(colourOf("maximize", [0.04, -0.02]));
    expect(colourOf("minimize", [0.04, -0.02])).not.toBe(colourOf("maximize", [0.04, -0.02]));
  });

  it("keeps one far advantage from making all others grey", () => {
    const columns = (advantage: readonly number[]) => ({ ...scores["0"], paths: advantage.map((_, i) => `p${i}`), advantage: [...advantage] });
    const many = Array.from({ length: 40 }, (_, i) => (i % 2 ? 0.01 : -0.01) * (i / 40));
    expect(advantageRange({ "0": columns(many) }).to).toBeLessThan(0.01);
    expect(advantageRange({ "0": columns([...many, -0.5]) })).toMatchObject({ to: 0.0095, beyond: true });
    expect(advantageRange({ "0": columns([0.02]) })).toEqual({ to: 0.02, beyond: false });
    expect(advantageRange({})).toEqual({ to: 0, beyond: false });
  });

  it("works for a draft, which has no scores", () => {
    expect(looksOf({ paths, scores: {} }, { ...plain, score: "bar" }).get("p0")).toMatchObject({ opacity: 1, share: null });
  });

  it.each(["light", "dark"] as const)("has letters that read on it at every opacity in the %s theme", (theme) => {
    const shares = Array.from({ length: 20 }, (_, i) => i / 20);
    const many = Object.fromEntries(shares.map((_, i) => [`p${i}`, { ...path(`p${i}`), operation: i % 2 ? "skip_connect" : "sep_conv_3x3" }]));
    const columns = { paths: Object.keys(many), score: shares, frequency: shares, advantage: shares.map((share) => share - 0.5), stderr: shares };
    for (const colour of ["operation", "advantage"] as const) {
      const looks = looksOf({ paths: many, scores: { "0": { ...scores["0"], ...columns } } }, { ...plain, colour, theme });
      for (const look of looks.values()) {
        expect(contrast(parsed(look.letters), over(parsed(look.colour), look.opacity, CHROME[theme].panel))).toBeGreaterThan(4.5);
      }
    }
  });

  it("is computed once for one setting", () => {
    expect(looksOf({ paths, scores }, plain)).toBe(looksOf({ paths, scores }, { ...plain }));
  });
});

describe("the diverging scale", () => {
  it.each(["light", "dark"] as const)("goes to two sides that differ most from one another in the %s theme", (theme) => {
    const [worst, none, best] = [-1, 0, 1].map((share) => diverging(share, theme));
    const apart = (a: readonly number[], b: readonly number[]) => Math.hypot(...a.map((value, i) => value - b[i]!));
    expect(apart(worst!, best!)).toBeGreaterThan(90);
    expect(apart(worst!, none!)).toBeGreaterThan(90);
    expect(apart(best!, none!)).toBeGreaterThan(90);
  });
});

describe("two candidates compared", () => {
  const candidate = (ids: string[]): CandidateRecord => ({ paths: ids }) as unknown as CandidateRecord;
  const candidates = { one: candidate(["p0", "p1"]), two: candidate(["p1", "p2"]) };
  const viewed = { first: "one", second: "two", paths: new Set(["p0", "p1", "p2"]), shared: new Set(["p1"]) };

  it("says what both have and what only one has", () => {
    const comparison = comparisonOf(viewed, candidates);
    expect(comparison?.counts).toEqual({ shared: 1, first: 1, second: 1 });
    expect(comparison?.sides.get("p0")).toBe("first");
    expect(comparisonOf({ ...viewed, second: null }, candidates)).toBeNull();
  });

  it("are the same value while the pointer passes over bricks", () => {
    const state = { selection: { ...NOTHING_SELECTED, candidates: ["one"] }, records: { ...NO_RECORDS, candidates } };
    const over = (id: string) => viewedOf({ ...state, hover: { kind: "path", ids: [id], source: "lego" } });
    expect(over("p0")?.first).toBe("one");
    expect(over("p1")).toBe(over("p0"));
  });

  it("lights either, or one side alone", () => {
    const comparison = comparisonOf(viewed, candidates);
    const lit = (shown: Parameters<typeof litOf>[2]) => [...litOf(viewed, comparison, shown)];
    expect(lit("both")).toEqual(["p0", "p1", "p2"]);
    expect([lit("shared"), lit("first"), lit("second")]).toEqual([["p1"], ["p0"], ["p2"]]);
  });
});
