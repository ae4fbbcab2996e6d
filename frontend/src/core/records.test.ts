import type { CandidateRecord, PatchFrame, Records } from "@schema";
import { describe, expect, it } from "vitest";
import { applyPatches, follows, fromSnapshot, NO_RECORDS } from "./records";

const candidate = (accuracy: number): CandidateRecord => ({
  paths: ["p1"], iteration: 1, origin: "sample", parents: [], objectives: { accuracy }, evaluated: true, feasible: true,
  weights: 1,
});
const patch = (from_seq: number, seq: number, put: Records, drop: PatchFrame["drop"] = {}): PatchFrame => ({
  kind: "patch", from_seq, seq, events: [], put, drop,
});
const start = fromSnapshot({ seq: 5, records: { candidates: { a: candidate(0.5) } } });

describe("a snapshot", () => {
  it("gives every collection, also those that it leaves out", () => {
    expect(start.records).toEqual({ ...NO_RECORDS, candidates: { a: candidate(0.5) } });
  });
});

describe("patches", () => {
  it("put whole records and drop others, in order", () => {
    const after = applyPatches(start, [
      patch(5, 6, { candidates: { b: candidate(0.6) } }),
      patch(6, 7, { candidates: { a: candidate(0.7) } }, { candidates: ["b"] }),
    ]);
    expect(after).toEqual({ seq: 7, records: { ...NO_RECORDS, candidates: { a: candidate(0.7) } } });
  });

  it("keep the identity of what they do not touch, and never change what was there", () => {
    const after = applyPatches(start, [patch(5, 6, { candidates: { b: candidate(0.6) } })]);
    expect(after.records.paths).toBe(start.records.paths);
    expect(after.records.candidates.a).toBe(start.records.candidates.a);
    expect(Object.keys(start.records.candidates)).toEqual(["a"]);
  });

  it("put after they drop, where one patch does both to an id", () => {
    const after = applyPatches(start, [patch(5, 6, { candidates: { a: candidate(0.9) } }, { candidates: ["a"] })]);
    expect(after.records.candidates.a?.objectives.accuracy).toBe(0.9);
  });

  it("follow one another without a gap", () => {
    expect(follows(start, patch(5, 6, {}))).toBe("next");
    expect(follows(start, patch(4, 5, {}))).toBe("known");
    expect(follows(start, patch(6, 7, {}))).toBe("gap");
  });
});
