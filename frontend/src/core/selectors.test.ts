import type { CandidateRecord, EvaluationRecord, JobRecord, ScoresRecord } from "@schema";
import { describe, expect, it } from "vitest";
import { candidatesWith, currentJob, evaluatedWith, newestScores, remembered, scoreByPath, scoredCandidates } from "./selectors";

const candidate = (paths: string[], weights: number | null = null): CandidateRecord => ({
  paths, iteration: null, origin: "sample", parents: [], objectives: {}, evaluated: weights !== null, feasible: true, weights,
});
const scores = (iteration: number, score: number): ScoresRecord => ({
  iteration, weights: 1, alpha: null, paths: ["p1"], score: [score], frequency: [3], advantage: [null], stderr: [null],
});
const job = (kind: JobRecord["kind"], state: JobRecord["state"]) => ({ kind, state }) as JobRecord;

describe("selectors", () => {
  it("compute once for each collection", () => {
    let times = 0;
    const selector = remembered((key: object) => [times++, key]);
    const key = {};
    expect(selector(key)).toBe(selector(key));
    selector({});
    expect(times).toBe(2);
  });

  it("find the candidates that contain all of some paths", () => {
    const candidates = { a: candidate(["p1", "p2"]), b: candidate(["p2"]), c: candidate(["p2", "p1"]) };
    expect(candidatesWith(candidates, ["p1", "p2"])).toEqual(["a", "c"]);
    expect(candidatesWith(candidates, ["p2"])).toEqual(["a", "b", "c"]);
    expect(candidatesWith(candidates, [])).toEqual([]);
    expect(candidatesWith(candidates, ["unknown"])).toEqual([]);
  });

  it("count a candidate as evaluated only under the weights it was measured with", () => {
    const candidates = { a: candidate(["p1"], 1), b: candidate(["p2"], 2), c: candidate(["p3"]) };
    expect(evaluatedWith(candidates, 2).map((each) => each.id)).toEqual(["b"]);
    expect(evaluatedWith(candidates, 3)).toEqual([]);
  });

  it("take the scores of the latest iteration", () => {
    const all = { x: scores(10, 0.1), y: scores(9, 0.9) };
    expect(newestScores(all)?.iteration).toBe(10);
    expect(scoreByPath(all).get("p1")).toEqual({ score: 0.1, frequency: 3, advantage: null, stderr: null });
  });

  it("count the candidates that scores rest on once, and only those of the same weights", () => {
    const measured = (candidate: string, weights: number): EvaluationRecord => ({
      candidate, weights, source: "supernet", objectives: {}, iteration: 0, steering_seq: 0, seconds: 1,
    });
    const evaluations = { a: measured("a", 1), b: measured("a", 1), c: measured("b", 1), d: measured("c", 2) };
    expect(scoredCandidates(evaluations, { "0": scores(0, 0.1) })).toBe(2);
    expect(scoredCandidates(evaluations, {})).toBe(0);
  });

  it("take what runs before what is paused or waits, and never a map that is fitted", () => {
    expect(currentJob({ a: job("search", "queued"), b: job("training", "running"), c: job("layout", "running") })?.id).toBe("b");
    expect(currentJob({ a: job("search", "paused"), c: job("layout", "running") })?.id).toBe("a");
    expect(currentJob({ a: job("search", "done") })).toBeNull();
  });
});
