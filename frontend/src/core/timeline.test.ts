import type { CandidateRecord, EvaluationRecord, InterventionRecord, IterationRecord, RunRecord, StudyRecord } from "@schema";
import { describe, expect, it } from "vitest";
import { linear } from "./scales";
import { courseOf, courseTable, happenings, momentText, timelineTable } from "./timeline";
import { heightRange, marksOf, nearestEvent, stepPath, wordRows } from "./timelineChart";

const objective = { name: "accuracy", direction: "maximize" } as const;

function evaluation(candidate: string, weights: number, accuracy: number, iteration: number, more: Partial<EvaluationRecord> = {}) {
  const record: EvaluationRecord = {
    candidate, weights, source: "supernet", objectives: { accuracy }, iteration, steering_seq: 0, seconds: 1, ...more,
  };
  return [`${candidate}.${weights}`, record] as const;
}

const evaluations = Object.fromEntries([
  evaluation("a1", 1, 0.7, 1),
  evaluation("a2", 1, 0.6, 1),
  evaluation("a3", 1, 0.75, 1),
  evaluation("a4", 1, 0.99, 2, { source: "prediction" }),
  evaluation("a5", 1, 0.9, 2),
  evaluation("a6", 1, 0.8, 2),
  evaluation("a1", 2, 0.5, 3),
  evaluation("a6", 2, 0.55, 3),
]);
const candidates = { a5: { feasible: false } as CandidateRecord, a6: { feasible: true } as CandidateRecord };
const course = courseOf({ objective, evaluations, candidates });

describe("the course of the best", () => {
  it("grows by what was measured and obeys the bounds, and begins anew with other weights", () => {
    expect(course).toMatchObject({ total: 8, predicted: 1 });
    expect(course.stretches.map(({ weights, from, to, bests }) => [weights, from, to, bests.map(({ evaluations: at, value }) => [at, value])])).toEqual([
      [1, 1, 6, [[1, 0.7], [3, 0.75], [6, 0.8]]],
      [2, 7, 8, [[7, 0.5], [8, 0.55]]],
    ]);
  });

  it("falls where less is better", () => {
    const less = courseOf({ objective: { name: "accuracy", direction: "minimize" }, evaluations, candidates: {} });
    expect(less.stretches[0]?.bests.map(({ value }) => value)).toEqual([0.7, 0.6]);
  });

  it("is drawn as steps", () => {
    const scales = { x: linear([0, 8], [0, 80]), y: linear([0, 1], [100, 0]) };
    expect(stepPath(course, scales)).toBe("M10.0,30.0H30.0V25.0H60.0V20.0H60.0M70.0,50.0H80.0V45.0H80.0");
    expect(heightRange(course)[0]).toBeLessThanOrEqual(0.5);
    expect(stepPath({ stretches: [], total: 0, predicted: 0 }, scales)).toBe("");
  });

  it("is a table of improvements", () => {
    const { columns, rows } = courseTable(course, "accuracy");
    expect(columns).toEqual(["evaluations", "weights", "iteration", "candidate", "accuracy"]);
    expect(rows[1]).toEqual([3, 1, 1, "a3", 0.75]);
  });
});

const decided = (seq: number, at: string, evaluated: number, more: Partial<InterventionRecord> = {}): InterventionRecord => ({
  seq, at, actor: "ada", type: "paths_removed", summary: `Did ${seq}`, label: "", undoable: true, undone: false, reversals: [],
  evaluations: evaluated, weights: 1, steers: true, change: null, edit: null, effect: null, twins: [], ...more,
});
const change = {
  before: { states: { p1: "available" as const }, regions: {}, constraints: null },
  after: {
    states: { p1: "removed" as const },
    regions: { g1: { name: "B", candidates: ["a1", "a2"], polygon: null, layout_version: null, focused: false, weight: 1 } },
    constraints: null,
  },
};
const records = {
  study: { s: { objective } as StudyRecord },
  evaluations, candidates,
  iterations: {
    0: { index: 0, at: "2026-01-01T10:05:00Z" } as IterationRecord,
    1: { index: 1, at: "2026-01-01T10:15:00Z" } as IterationRecord,
    2: { index: 2, at: "2026-01-01T10:25:00Z" } as IterationRecord,
  },
  runs: {
    r0: { purpose: "template", state: "done", weights: 1, ended_at: "2026-01-01T10:02:00Z", metrics: {} } as unknown as RunRecord,
    r1: { purpose: "template", state: "running", weights: null, ended_at: null, metrics: {} } as unknown as RunRecord,
  },
  interventions: {
    2: decided(2, "2026-01-01T10:10:00Z", 3, { change }),
    1: decided(1, "2026-01-01T10:00:00Z", 0),
    3: decided(3, "2026-01-01T10:20:00Z", 6, { undone: true }),
  },
};
const events = happenings(records, course);

describe("events", () => {
  it("are in order, with the last improvement of each iteration and runs that ended", () => {
    expect(events.map(({ words }) => words)).toEqual([
      "Did 1",
      "Template trained: version 1 of the weights",
      "New best a3: accuracy 0.750",
      "Did 2",
      "New best a6: accuracy 0.800",
      "Did 3",
      "New best a6: accuracy 0.550",
    ]);
    expect(events.map(({ evaluations: count }) => count)).toEqual([0, 0, 3, 3, 6, 6, 8]);
    expect(events[5]?.undone).toBe(true);
  });

  it("know what they touched", () => {
    expect(events[3]?.touched).toEqual({ paths: ["p1"], candidates: ["a1", "a2"] });
    expect(events[2]?.touched).toEqual({ paths: [], candidates: ["a3"] });
    expect(events[0]?.touched).toEqual({ paths: [], candidates: [] });
  });

  it("share a mark where they are close, and words only where there is room", () => {
    const marks = marksOf(events, (count) => count * 10, 6);
    expect(marks.map(({ x, words, undone }) => [x, words, undone])).toEqual([
      [0, "Did 1 +1", false],
      [30, "Did 2", false],
      [60, "Did 3", true],
    ]);
    expect(marks.map(({ key, keys }) => [key, keys])).toEqual([["i1", ["i1", "rr0"]], ["i2", ["i2"]], ["i3", ["i3"]]]);
    const [only] = marksOf(events.slice(0, 2).map((each) => ({ ...each, steers: false })), (count) => count * 10, 6);
    expect(only?.words).toBe("Template trained: version 1 of the weights +1");
    expect(wordRows(marks, () => 50, 2, 200)).toEqual([0, 1, 0]);
    expect(wordRows(marks, () => 50, 1, 100)).toEqual([0, null, null]);
  });

  it("are found by their place", () => {
    expect(nearestEvent(events, (count) => count * 10, 32, 12)?.words).toBe("Did 2");
    expect(nearestEvent(events, (count) => count * 10, 100, 12)).toBeNull();
  });

  it("are a table", () => {
    expect(timelineTable(events).rows[3]).toEqual([2, "2026-01-01T10:10:00Z", "ada", "decision", "Did 2", 3, false]);
  });
});

describe("a moment", () => {
  const now = new Date(2026, 10, 24, 15, 0).getTime();
  it("is a time today, a date on another day, and a dash where it is not known", () => {
    expect(momentText(new Date(2026, 10, 24, 9, 5, 7).toISOString(), now)).toBe("09:05:07");
    expect(momentText(new Date(2026, 10, 23, 9, 5).toISOString(), now)).toMatch(/^23 Nov$/);
    expect(momentText(new Date(2025, 10, 23, 9, 5).toISOString(), now)).toMatch(/^23 Nov 2025$/);
    expect(momentText(null, now)).toBe("–");
  });
});
