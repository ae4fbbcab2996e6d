import type { EpochRecord, IterationRecord, JobRecord, RunRecord } from "@schema";
import { describe, expect, it } from "vitest";
import { epochsDone, isTicking, looked, NO_PACE, typical, workOf, type Pace, type Work } from "./pace";

const job = (kind: JobRecord["kind"], more: Partial<JobRecord> = {}) => ({
  id: "j", job: { kind, state: "running", run: null, total: null, done: 0, ...more } as JobRecord,
});
const epoch = (run: string, index: number, seconds: number): EpochRecord => ({ run, epoch: index, metrics: {}, seconds });
const iteration = (index: number, seconds: number) => ({ index, seconds }) as IterationRecord;
const progress = (done: number, total: number) => ({ j: { kind: "progress" as const, job: "j", done, total, message: "" } });
const none = { iterations: {}, epochs: {}, runs: {} };

describe("the work of a job", () => {
  it("is, of a training, its epochs with the share of the one under way", () => {
    const runs = { r2: { epochs: 10, state: "running" } as RunRecord };
    const epochs = { a: epoch("r1", 0, 99), b: epoch("r2", 0, 3), c: epoch("r2", 1, 5) };
    const training = job("training", { run: "r2", total: 10, done: 2 });
    expect(workOf(training, progress(240, 1000), { ...none, runs, epochs })).toEqual({ part: "epoch", done: 2.4, total: 10, took: [3, 5] });
  });

  it("is, of a search, the iterations of this search", () => {
    const iterations = { 0: iteration(0, 9), 1: iteration(1, 2), 2: iteration(2, 3) };
    expect(workOf(job("search", { total: 5, done: 2 }), progress(7, 8), { ...none, iterations })).toEqual({
      part: "iteration", done: 2, total: 5, took: [2, 3],
    });
    expect(workOf(job("search"), {}, { ...none, iterations })).toMatchObject({ done: 0, total: null, took: [] });
  });

  it("is, of finishing several candidates, the epochs of all", () => {
    const [first, second] = [{ epochs: 4, state: "done" } as RunRecord, { epochs: 4, state: "running" } as RunRecord];
    const epochs = { a: epoch("r2", 0, 3) };
    const finishing = job("final", { run: "r2", total: 3, done: 1 });
    expect(workOf(finishing, {}, { ...none, runs: { r1: first, r2: second }, epochs })).toMatchObject({ done: 5, total: 12 });
    const between = job("final", { run: "r1", total: 3, done: 1 });
    const all = { a: epoch("r1", 0, 3), b: epoch("r1", 1, 3), c: epoch("r1", 2, 3), d: epoch("r1", 3, 3) };
    expect(workOf(between, {}, { ...none, runs: { r1: first }, epochs: all })).toMatchObject({ done: 4, total: 12 });
  });

  it("is, of an evaluation or a map, what it tells", () => {
    expect(workOf(job("evaluation", { total: 8 }), progress(3, 12), none)).toMatchObject({ part: "candidate", done: 2, total: 8 });
    expect(workOf(job("layout"), progress(50, 400), none)).toMatchObject({ part: "step", done: 50, total: 400 });
    expect(workOf(job("layout"), {}, none)).toMatchObject({ done: 0, total: null });
  });

  it("passes over progress of another run", () => {
    const told = { kind: "progress" as const, job: "j", done: 40, total: 40, message: "" };
    expect(epochsDone(0, { epochs: 4 }, told)).toBe(0);
    expect(epochsDone(3, { epochs: 4 }, told)).toBe(4);
  });
});

describe("a typical duration", () => {
  it("is the middle one of the latest: one slow part does not move it", () => {
    expect(typical([])).toBeNull();
    expect(typical([2, 4])).toBe(3);
    expect(typical([1, 1, 1, 1, 60])).toBe(1);
    expect(typical([...Array<number>(20).fill(100), ...Array<number>(9).fill(2)])).toBe(2);
  });
});

/** Looks at a job once a second. */
function follow(works: readonly (Work | "rest")[], start: Pace = NO_PACE): Pace[] {
  let [pace, last] = [start, null as Work | null];
  return works.map((work, second) => {
    if (work !== "rest") last = work;
    pace = looked(pace, { job: "j", work: last, running: work !== "rest", now: 1_000_000 + second * 1000 });
    return pace;
  });
}

const work = (done: number, total: number | null, took: readonly number[]): Work => ({ part: "iteration", done, total, took });

it("has a clock that goes only while the job is known to run", () => {
  expect(isTicking("running", null, "live")).toBe(true);
  expect(isTicking("paused", null, "live")).toBe(false);
  expect(isTicking("running", 12, "live"), "in the past").toBe(false);
  expect(isTicking("running", null, "lost"), "while the server is away").toBe(false);
  expect(isTicking(undefined, null, "live")).toBe(false);
});

describe("the pace", () => {
  it("is not known before the first part is done", () => {
    expect(follow([work(0, 10, []), work(0, 10, [])]).map(({ left }) => left)).toEqual([null, null]);
  });

  it("counts down between parts and counts what has passed up", () => {
    const paces = follow([work(1, 4, [5]), work(1, 4, [5]), work(1, 4, [5])]);
    expect(paces.map(({ left }) => left)).toEqual([15, 14, 13]);
    expect(paces.map(({ elapsed }) => elapsed)).toEqual([5, 6, 7]);
  });

  it("does not jump for one slow part, and follows a change that stays", () => {
    const steady = Array.from({ length: 10 }, (_, index) => work(index + 1, 60, Array<number>(index + 1).fill(1)));
    const slow = [...Array<number>(10).fill(1), 8];
    const paces = follow([...steady, work(11, 60, slow)]);
    expect(Math.abs(paces.at(-1)!.left! - paces.at(-2)!.left!)).toBeLessThan(2);
    const slower = Array.from({ length: 20 }, (_, index) => work(11 + index, 60, [...slow, ...Array<number>(index).fill(3)]));
    expect(follow(slower, paces.at(-1)).at(-1)!.left!).toBeGreaterThan(60);
  });

  it("stands still while the job rests", () => {
    const paces = follow([work(1, 4, [5]), "rest", "rest", "rest", work(1, 4, [5])]);
    expect(paces.at(-1)!.left).toBeGreaterThanOrEqual(13);
    expect(paces.at(-1)!.elapsed).toBeLessThanOrEqual(7);
  });

  it("is measured by the clock where parts tell no durations", () => {
    const paces = follow([work(0, 100, []), work(10, 100, []), work(20, 100, [])]);
    expect(paces.at(-1)!.left).toBeCloseTo(8);
  });

  it("has no end where the work has none, and begins anew with another job", () => {
    const [pace] = follow([work(3, null, [1, 1, 1])]);
    expect(pace).toMatchObject({ left: null, elapsed: 3 });
    expect(looked(pace!, { job: null, work: null, running: false, now: 0 })).toEqual(NO_PACE);
    expect(looked(pace!, { job: "other", work: work(0, 9, []), running: true, now: 2_000_000 })).toMatchObject({ elapsed: 0, left: null });
  });
});
