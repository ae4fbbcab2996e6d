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

  it("keep the parts of a record that they put again as they were, so that nothing depends on a repetition", () => {
    const after = applyPatches(start, [patch(5, 6, { candidates: { a: { ...candidate(0.5), paths: ["p1"], weights: 2 } } })]);
    const [before, now] = [start.records.candidates.a, after.records.candidates.a];
    expect(now).toEqual({ ...candidate(0.5), weights: 2 });
    expect(now?.paths).toBe(before?.paths);
    expect(now?.objectives).toBe(before?.objectives);
    expect(applyPatches(start, [patch(5, 6, { candidates: { a: candidate(0.5) } })]).records.candidates.a).toBe(before);
  });

  it("tell what was taken out of a record or a list from what was not", () => {
    const state = fromSnapshot({ seq: 5, records: { candidates: { a: { ...candidate(0.5), paths: ["p1", "p2"] } } } });
    const after = applyPatches(state, [patch(5, 6, { candidates: { a: { ...candidate(0.5), objectives: {}, paths: ["p1"] } } })]);
    expect(after.records.candidates.a).toEqual({ ...candidate(0.5), objectives: {}, paths: ["p1"] });
  });

  it("follow one another without a gap", () => {
    expect(follows(start, patch(5, 6, {}))).toBe("next");
    expect(follows(start, patch(4, 5, {}))).toBe("known");
    expect(follows(start, patch(6, 7, {}))).toBe("gap");
  });
});
