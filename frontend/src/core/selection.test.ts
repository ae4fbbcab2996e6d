import type { CandidateRecord } from "@schema";
import { describe, expect, it } from "vitest";
import { NO_RECORDS } from "./records";
import { cleared, combined, fromAddress, hoverStillThere, NOTHING_SELECTED, toAddress, viewed, type Hover } from "./selection";

const candidate = (...paths: string[]): CandidateRecord => ({
  paths, iteration: null, origin: "sample", parents: [], objectives: {}, evaluated: false, feasible: true, weights: null,
});
const candidates = { a: candidate("p1", "p2"), b: candidate("p2", "p3") };
const over = (id: string): Hover => ({ kind: "candidate", ids: [id], source: "map" });

describe("gestures", () => {
  it("replace, add, subtract and toggle", () => {
    expect(combined(["a", "b"], ["c"], "replace")).toEqual(["c"]);
    expect(combined(["a", "b"], ["b", "c"], "add")).toEqual(["a", "b", "c"]);
    expect(combined(["a", "b"], ["b", "c"], "subtract")).toEqual(["a"]);
    expect(combined(["a", "b"], ["b", "c"], "toggle")).toEqual(["a", "c"]);
  });

  it("keep the identity of a selection that they do not change", () => {
    const now = ["a", "b"];
    expect(combined(now, ["b", "a"], "replace")).toBe(now);
    expect(combined(now, ["b"], "add")).toBe(now);
    expect(combined(now, ["c"], "subtract")).toBe(now);
  });

  it("clear everything but the opened cell", () => {
    expect(cleared({ paths: ["p1"], candidates: ["a"], cell: "c2", secondCandidate: "b" })).toEqual({ ...NOTHING_SELECTED, cell: "c2" });
  });
});

describe("the hover", () => {
  const records = { ...NO_RECORDS, candidates };

  it("stays as it is while what it points at is there", () => {
    const hover = over("a");
    expect(hoverStillThere(hover, records)).toBe(hover);
    expect(hoverStillThere(null, records)).toBeNull();
  });

  it("goes with what it points at", () => {
    expect(hoverStillThere(over("gone"), records)).toBeNull();
    expect(hoverStillThere({ ...over("a"), ids: ["a", "gone"] }, records)).toEqual(over("a"));
    expect(hoverStillThere({ kind: "cell", ids: ["c1"], source: "lego" }, records)).toBeNull();
  });
});

describe("the candidate in view", () => {
  it("is the hovered one before the selected one", () => {
    const selection = { ...NOTHING_SELECTED, candidates: ["a"] };
    expect(viewed(over("b"), selection, candidates)?.paths).toEqual(new Set(["p2", "p3"]));
    expect(viewed(null, selection, candidates)?.paths).toEqual(new Set(["p1", "p2"]));
  });

  it("is none where nothing or a whole region is selected, so that nothing is dimmed", () => {
    expect(viewed(null, NOTHING_SELECTED, candidates)).toBeNull();
    expect(viewed(null, { ...NOTHING_SELECTED, candidates: ["a", "b"] }, candidates)).toBeNull();
    expect(viewed(over("gone"), NOTHING_SELECTED, candidates)).toBeNull();
  });

  it("is two, with what they share, where a second one is selected", () => {
    const both = viewed(null, { ...NOTHING_SELECTED, candidates: ["a"], secondCandidate: "b" }, candidates);
    expect(both?.paths).toEqual(new Set(["p1", "p2", "p3"]));
    expect(both?.shared).toEqual(new Set(["p2"]));
  });
});

describe("the address", () => {
  it("holds the selection and leaves the rest of the query alone", () => {
    const selection = { paths: ["p1", "p2"], candidates: ["a"], cell: "c1", secondCandidate: "b" };
    const query = toAddress(selection, "?study=s1&paths=old");
    expect(fromAddress(query)).toEqual(selection);
    expect(new URLSearchParams(query).get("study")).toBe("s1");
    expect(fromAddress(toAddress(NOTHING_SELECTED, query))).toEqual(NOTHING_SELECTED);
  });

  it("leaves out a selection that would make it too long to send", () => {
    const many = Array.from({ length: 1000 }, (_, i) => `p${i}`);
    expect(fromAddress(toAddress({ ...NOTHING_SELECTED, paths: many }, "")).paths).toEqual([]);
  });
});
