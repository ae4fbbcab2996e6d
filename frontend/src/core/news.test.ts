import type { CandidateRecord, JobRecord, PathRecord, RunRecord, ScoresRecord, StudyRecord } from "@schema";
import { describe, expect, it } from "vitest";
import { newsBetween, signsAfter } from "./news";
import { NO_RECORDS, type Collections } from "./records";

const NAMES = new Map([["p0", "3x3 max pooling, cell 1, input 1 to node 1"]]);
const candidate = (accuracy: number) => ({ paths: [], objectives: { accuracy } }) as unknown as CandidateRecord;
const study = (part: Partial<StudyRecord>) => ({ weights: 1, objective: { name: "accuracy" }, iteration: 3, ...part }) as StudyRecord;

function scores(iteration: number, advantage: readonly (number | null)[], stderr: readonly (number | null)[] = advantage.map(() => 0.01)): Collections["scores"] {
  const zeros = advantage.map(() => 0);
  const record: ScoresRecord = {
    iteration, weights: 1, alpha: null, paths: advantage.map((_, i) => `p${i}`), score: zeros, frequency: zeros, advantage: [...advantage], stderr: [...stderr],
  };
  return { newest: record };
}

const paths = (state: PathRecord["state"]): Collections["paths"] => ({ p0: { id: "p0", state } as PathRecord });
const job = (part: Partial<JobRecord>): Collections["jobs"] => ({ j: { kind: "search", state: "running", message: null, requested: null, total: 4, done: 4, ...part } as JobRecord });

function between(before: Partial<Collections>, after: Partial<Collections>) {
  const full = { ...NO_RECORDS, ...before };
  return newsBetween(full, { ...full, ...after }, signsAfter(new Map(), full), NAMES);
}

describe("news", () => {
  it("is a better best candidate under the same weights, with both values", () => {
    const candidates = { a: candidate(0.8), b: candidate(0.9) };
    const before = { candidates, study: { s: study({ best_candidate: "a" }) } };
    const [news] = between(before, { study: { s: study({ best_candidate: "b", iteration: 4 }) } });
    expect(news).toMatchObject({ kind: "best", candidate: "b", text: "accuracy 0.900, was 0.800, after iteration 4" });
    expect(between(before, { study: { s: study({ best_candidate: "b", weights: 2 }) } })).toEqual([]);
    const equal = { candidates: { a: candidates.a, b: candidates.a }, study: { s: study({ best_candidate: "a" }) } };
    expect(between(equal, { study: { s: study({ best_candidate: "b" }) } })).toEqual([]);
    expect(between({ candidates, study: { s: study({ best_candidate: null }) } }, before)).toEqual([]);
  });

  it("is a path whose advantage turns, beyond its standard error on both sides", () => {
    const before = { paths: paths("available"), scores: scores(1, [0.03]) };
    expect(between(before, { scores: scores(2, [-0.03]) })[0]).toMatchObject({
      kind: "crossing", paths: ["p0"], text: "3x3 max pooling, cell 1, input 1 to node 1 now harms",
    });
    expect(between(before, { scores: scores(2, [-0.005]) })).toEqual([]);
    expect(between(before, { scores: scores(2, [0.05]) })).toEqual([]);
    expect(between({ ...before, paths: paths("removed") }, { scores: scores(2, [-0.03]) })).toEqual([]);
  });

  it("turns what is better and what helps where less is better", () => {
    const objective = { name: "loss", direction: "minimize" } as const;
    const loss = (value: number) => ({ paths: [], objectives: { loss: value } }) as unknown as CandidateRecord;
    const before = {
      candidates: { a: loss(0.5), b: loss(0.4) }, paths: paths("available"), scores: scores(1, [0.03]), study: { s: study({ objective, best_candidate: "a" }) },
    };
    const [best, crossing] = between(before, { scores: scores(2, [-0.03]), study: { s: study({ objective, best_candidate: "b" }) } });
    expect(best?.text).toBe("loss 0.400 nats, was 0.500 nats, after iteration 3");
    expect(crossing?.text).toBe("3x3 max pooling, cell 1, input 1 to node 1 now helps");
  });

  it("remembers the last certain sign through iterations without one", () => {
    let signs = signsAfter(new Map(), { ...NO_RECORDS, scores: scores(1, [0.03]) });
    signs = signsAfter(signs, { ...NO_RECORDS, scores: scores(2, [0.001]) });
    const after = { ...NO_RECORDS, paths: paths("available"), scores: scores(3, [-0.03]) };
    expect(newsBetween(NO_RECORDS, after, signs, NAMES)).toHaveLength(1);
  });

  it("is work that ended by itself, and none that a person stopped", () => {
    expect(between({ jobs: job({}) }, { jobs: job({ state: "done" }) })[0]).toMatchObject({ title: "Search finished" });
    const failed = job({ kind: "training", state: "failed", message: "out of memory" });
    expect(between({ jobs: job({ kind: "training" }) }, { jobs: failed })[0]).toMatchObject({ title: "Training failed", text: "out of memory" });
    expect(between({ jobs: job({ requested: "stop" }) }, { jobs: job({ state: "done" }) })).toEqual([]);
    for (const total of [null, 9]) expect(between({ jobs: job({ total }) }, { jobs: job({ state: "done", total }) }), "at a stroke").toEqual([]);
    const bounded = { total: null, until: 16 };
    expect(between({ jobs: job(bounded) }, { jobs: job({ ...bounded, state: "done" }) }), "a twin's search has no total").toHaveLength(1);
    expect(between({ jobs: job({ total: null }) }, { jobs: job({ state: "done", total: null, message: "nothing is left" }) })).toHaveLength(1);
    expect(between({ jobs: job({ kind: "layout" }) }, { jobs: job({ kind: "layout", state: "done" }) })).toEqual([]);
  });

  it("is a finished final network with its interval", () => {
    const run = { purpose: "final", state: "running", candidate: "c1", metrics: {} } as unknown as RunRecord;
    const done: RunRecord = { ...run, state: "done", metrics: { test_accuracy: 0.95, test_accuracy_low: 0.93, test_accuracy_high: 0.97 } };
    const [news] = between({ runs: { r: run } }, { runs: { r: done } });
    expect(news).toMatchObject({ kind: "final", candidate: "c1" });
    expect(news?.text).toContain("test accuracy 0.950 (0.930–0.970)");
  });
});
