import type { CandidateRecord } from "@schema";
import { describe, expect, it } from "vitest";
import { indexed } from "./pathIndex";

const candidate = (...paths: string[]): CandidateRecord => ({
  paths, iteration: null, origin: "sample", parents: [], objectives: {}, evaluated: false, feasible: true, weights: null,
});

describe("the index of candidates by path", () => {
  const before = { a: candidate("p1", "p2"), b: candidate("p2") };
  const first = indexed(before);

  it("names the candidates of each path in the order of the records", () => {
    expect(first.byPath).toEqual(new Map([["p1", ["a"]], ["p2", ["a", "b"]]]));
  });

  it("goes on from the last one: what nothing was added to stays the same list, and the last one stays as it was", () => {
    const next = indexed({ ...before, c: candidate("p2", "p3") }, first);
    expect(next.byPath).toEqual(new Map([["p1", ["a"]], ["p2", ["a", "b", "c"]], ["p3", ["c"]]]));
    expect(next.byPath.get("p1")).toBe(first.byPath.get("p1"));
    expect(first.byPath.get("p2")).toEqual(["a", "b"]);
  });

  it("goes on where a candidate was evaluated, which makes a new record of the same paths", () => {
    const next = indexed({ a: { ...candidate("p1", "p2"), evaluated: true }, b: before.b, c: candidate("p9") }, first);
    expect(next.byPath.get("p2")).toBe(first.byPath.get("p2"));
  });

  it("is made anew where a candidate is gone, or is another", () => {
    expect(indexed({ b: before.b }, first).byPath).toEqual(new Map([["p2", ["b"]]]));
    expect(indexed({ a: candidate("p5"), b: before.b }, first).byPath).toEqual(new Map([["p5", ["a"]], ["p2", ["b"]]]));
  });
});
