import type { IterationRecord, JobRecord, StudyRecord } from "@schema";
import { describe, expect, it } from "vitest";
import {
  iterationStatus,
  iterationWords,
  jobText,
  timeExplained,
  timeWords,
  type IterationStatus,
} from "./chartIteration";
import { NO_PACE } from "./pace";

const study = { iteration: 14, evaluations: 112 } as StudyRecord;
const spread = { best: null, mean: null, worst: null };

function job(kind: JobRecord["kind"], more: Partial<JobRecord> = {}): JobRecord {
  return {
    kind,
    state: "running",
    message: null,
    run: null,
    total: null,
    until: null,
    done: 0,
    checkpoint: null,
    candidates: [],
    requested: null,
    attempt: 1,
    losses: 0,
    credited: 0,
    ...more,
  };
}

function iteration(index: number, seconds: number): IterationRecord {
  return {
    ...spread,
    index,
    at: null,
    evaluated: 8,
    loss: spread,
    seconds,
    device_seconds: seconds,
    steering_seq: 0,
    weights: 1,
  };
}

const textOf = (status: IterationStatus) => {
  const { far, best } = iterationWords(status);
  return [far, best].map(({ before, figure, after }) => before + figure + after).join("");
};
const none = { study, best: 0.871, jobs: {}, iterations: {}, epochs: {}, runs: {}, progress: {} };

describe("the iteration counter", () => {
  it("says iteration, target, evaluations and best of a search", () => {
    const jobs = { j1: job("training", { state: "done" }), j2: job("search", { total: 30, done: 4 }) };
    const iterations = { b: iteration(13, 4.5), a: iteration(12, 3.96) };
    const status = iterationStatus({ ...none, jobs, iterations });
    expect(textOf(status)).toBe("iteration 14 / 40 · 112 evaluated · best 0.871");
  });

  it("says less where less is known", () => {
    expect(textOf(iterationStatus({ ...none, best: null }))).toBe("iteration 14 · 112 evaluated");
    const endless = iterationStatus({ ...none, jobs: { j: job("search", { done: 4 }) } });
    expect(textOf(endless)).toBe("iteration 14 · 112 evaluated · best 0.871");
  });

  it("says how long a job took and will take, and how that came about", () => {
    const status = iterationStatus({ ...none, jobs: { j: job("search", { total: 30, done: 4 }) } });
    const at = { ...NO_PACE, job: "j", elapsed: 42, left: 110.2, each: 4.23 };
    expect(timeWords(at, status.job!, status.work!)).toBe("0:42 · 1:50 left");
    expect(timeWords({ ...at, left: null }, status.job!, status.work!)).toBe("0:42 · – left");
    expect(timeWords(at, { ...status.job!, state: "paused" }, status.work!)).toBe("0:42 · – left");
    expect(timeWords(at, { ...status.job!, state: "queued" }, status.work!)).toBe("");
    expect(jobText({ ...status.job!, state: "queued", message: "search" })).toBe("waits for the device · search");
    expect(timeWords(at, status.job!, { ...status.work!, total: null })).toBe("0:42");
    expect(timeExplained(at, status.work!)).toBe(
      "Time left: 4.2 seconds for an iteration (the middle one of the latest), 26 of 30 iterations to go.",
    );
    expect(timeExplained(NO_PACE, status.work!)).toContain("before the first iteration is done");
    expect(timeExplained(at, { ...status.work!, total: null })).toContain("Until stopped");
  });

  it("shows the running job with its latest progress, and a map only where nothing else runs", () => {
    const layout = job("layout", { message: "laying out" });
    const progress = {
      j: { kind: "progress", job: "j", done: 240, total: 1000, message: "epoch 3" },
    } as const;
    const both = iterationStatus({
      ...none,
      jobs: { l: layout, j: job("training", { total: 10 }) },
      progress,
    });
    expect(both.job).toMatchObject({ id: "j", done: 240, total: 1000, message: "epoch 3" });
    expect(iterationStatus({ ...none, jobs: { l: layout } }).job?.message).toBe("laying out");
    expect(iterationStatus(none).job).toBeNull();
  });

  it("tells what a paused job has done, of which no worker speaks", () => {
    const paused = job("training", { state: "paused", done: 3, total: 10 });
    expect(iterationStatus({ ...none, jobs: { j: paused } }).job?.message).toBe("training, 3 of 10 epochs");
  });

  it("words a job", () => {
    const running = {
      id: "j",
      kind: "training",
      state: "running",
      message: "epoch 3 of 10",
      done: 2,
      total: 9,
    } as const;
    expect(jobText(running)).toBe("epoch 3 of 10");
    expect(jobText({ ...running, state: "paused" })).toBe("paused · epoch 3 of 10");
    expect(jobText({ ...running, kind: "final" })).toBe("final network · epoch 3 of 10");
  });
});
