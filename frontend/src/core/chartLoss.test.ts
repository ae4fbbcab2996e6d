import type { EpochRecord, JobRecord, RunRecord } from "@schema";
import { describe, expect, it } from "vitest";
import { labelHeights, spread } from "./chartLabels";
import { columnsOf, curvesOf, finalReports, lastOf, type Curve } from "./chartLoss";
import { nowOf, runWords } from "./chartLossNow";
import { heightsOf, logTicks, spikeLimit } from "./chartLossRange";
import { lossTable } from "./chartLossTable";

function run(purpose: RunRecord["purpose"], more: Partial<RunRecord> = {}): RunRecord {
  return {
    purpose,
    state: "done",
    candidate: null,
    initial: null,
    epochs: 2,
    seed: 0,
    weights: 1,
    metrics: {},
    confusion: [],
    artifacts: {},
    ended_at: null,
    ...more,
  };
}

function epoch(of: string, index: number, loss: number): EpochRecord {
  const metrics = {
    train_loss: loss,
    validation_loss: loss + 0.1,
    validation_accuracy: 1 - loss / 3,
    learning_rate: 0.02,
  };
  return { run: of, epoch: index, metrics, seconds: 1 };
}

const drawn = (y: Curve["y"]): Curve => ({
  id: "", label: "validation", role: "validation", run: null, minor: false, x: y.map((_, index) => index + 1), y,
});

const runs = { t1: run("template"), t2: run("template"), f1: run("final", { candidate: "7f3a90b1c2d3" }) };

describe("curves of the loss chart", () => {
  it("count epochs from 1 and go on where the run before ended", () => {
    const epochs = { a: epoch("t1", 0, 2), b: epoch("t1", 1, 1.5), c: epoch("t2", 0, 1.2) };
    const [training, validation] = curvesOf(runs, epochs, "loss");
    expect(training).toMatchObject({ label: "training", x: [1, 2, 3], y: [2, 1.5, 1.2] });
    expect(validation?.y).toEqual([2.1, 1.6, 1.3]);
  });

  it("keep the numbers of records that count on by themselves", () => {
    const epochs = { a: epoch("t1", 0, 2), b: epoch("t1", 1, 1.5), c: epoch("t2", 2, 1.2) };
    expect(curvesOf(runs, epochs, "loss")[0]?.x).toEqual([1, 2, 3]);
  });

  it("give each final network its own, named by its candidate", () => {
    const epochs = { a: epoch("t1", 0, 2), d: epoch("f1", 0, 0.9), e: epoch("f1", 1, 0.3) };
    const final = curvesOf(runs, epochs, "accuracy").find((curve) => curve.role === "final");
    expect(final?.label).toBe("final 7f3a");
    expect(final?.x).toEqual([1, 2]);
    expect(final?.y[1]).toBeCloseTo(0.9);
  });

  it("show training beside validation, the lesser of a final network without a label of its own", () => {
    const metrics = { train_accuracy: 0.7, validation_accuracy: 0.6 };
    const epochs = { a: { ...epoch("t1", 0, 2), metrics }, f: { ...epoch("f1", 0, 2), metrics } };
    const all = curvesOf(runs, epochs, "accuracy");
    expect(all.map(({ label, minor, y }) => [label, minor, y[0]])).toEqual([
      ["training", false, 0.7],
      ["validation", false, 0.6],
      ["final 7f3a", false, 0.6],
      ["final 7f3a, training", true, 0.7],
    ]);
  });

  it("are none before the first epoch", () => {
    expect(curvesOf(runs, {}, "loss")).toEqual([]);
  });

  it("share one row of epochs, with gaps where a curve has no value", () => {
    const epochs = { a: epoch("t1", 0, 2), b: epoch("t1", 1, 1.5), d: epoch("f1", 1, 0.4) };
    const [xs, training, , final] = columnsOf(curvesOf(runs, epochs, "loss"));
    expect(xs).toEqual([1, 2]);
    expect(training).toEqual([2, 1.5]);
    expect(final).toEqual([null, 0.5]);
  });

  it("say where they end", () => {
    expect(lastOf(drawn([2, 1, null]))).toEqual([2, 1]);
    expect(lastOf(drawn([]))).toBeNull();
  });
});

describe("labels at the ends of curves", () => {
  it("keep their distance and stay above the bottom", () => {
    expect(spread([10, 50], 12, 100)).toEqual([10, 50]);
    expect(spread([20, 22, 10], 12, 100)).toEqual([22, 34, 10]);
    expect(spread([95, 99], 12, 100)).toEqual([88, 100]);
  });
});

describe("reports of final networks", () => {
  it("give the test accuracy with its interval, for finished ones only", () => {
    const metrics = { test_accuracy: 0.967, test_accuracy_low: 0.943, test_accuracy_high: 0.983 };
    const measured = {
      f1: run("final", { candidate: "7f3a90b1c2d3", metrics }),
      f2: run("final"),
      t1: run("template"),
    };
    expect(finalReports(measured)).toEqual([
      { run: "f1", candidate: "7f3a90b1c2d3", text: "final 7f3a: test accuracy 0.967 (0.943–0.983)" },
    ]);
  });
});

describe("labels of curves", () => {
  const [gap, right, bottom] = [13, 300, 200];
  const end = (x: number, y: number) => ({ x, y, width: 50 });
  const heights = (ends: readonly ReturnType<typeof end>[], lines: readonly (readonly (readonly [number, number])[])[]) =>
    labelHeights(ends, lines, gap, right, bottom);

  it("at the right edge are only kept apart", () => {
    expect(heights([end(300, 100), end(300, 104)], [])).toEqual([100, 113]);
  });

  it("within the plot stay at the end of their curve where that is free", () => {
    expect(heights([end(100, 100)], [[[90, 100], [100, 100], [120, 60]]])).toEqual([100]);
  });

  it("within the plot leave the line that passes them, to the nearer side", () => {
    expect(heights([end(100, 100)], [[[120, 95], [260, 190]]])).toEqual([108]);
    expect(heights([end(100, 100)], [[[120, 105], [260, 190]]])).toEqual([92]);
  });

  it("never lie on another and never below the plot", () => {
    const [first, second] = heights([end(100, 190), end(100, 192)], [[[110, 195]]]);
    expect(Math.abs(first! - second!)).toBeGreaterThanOrEqual(gap);
    expect(Math.max(first!, second!)).toBeLessThanOrEqual(bottom);
  });
});

describe("the height of the chart", () => {
  const falling = [2.3, 1.9, 1.5, 1.2, 1, 0.9, 0.8, 0.75];

  it("holds a curve that falls as usual wholly", () => {
    expect(spikeLimit(falling)).toBe(Infinity);
    const { range, clipped } = heightsOf([drawn(falling)], "loss", "linear");
    expect(range[1]).toBeGreaterThanOrEqual(2.3);
    expect(clipped).toEqual([]);
  });

  it("leaves an early spike above the chart and says so", () => {
    const { range, clipped } = heightsOf([drawn([140, ...falling])], "loss", "linear");
    expect(range[1]).toBeLessThan(4);
    expect(clipped).toEqual([{ label: "validation", x: 1, y: 140 }]);
  });

  it("holds every value where it is logarithmic, and shares stay linear", () => {
    const { range, clipped } = heightsOf([drawn([140, ...falling])], "loss", "log");
    expect(range).toEqual([0.5, 200]);
    expect(clipped).toEqual([]);
    expect(heightsOf([drawn([0.9, 0.98])], "accuracy", "log").range[1]).toBeLessThanOrEqual(1);
    expect(logTicks([0.5, 20])).toEqual([0.5, 1, 2, 5, 10, 20]);
    expect(logTicks([0.001, 100])).toEqual([0.001, 0.01, 0.1, 1, 10, 100]);
  });

  it("exists without values", () => {
    expect(heightsOf([], "loss", "linear").range).toEqual([0, 1]);
    expect(heightsOf([], "loss", "log").range).toEqual([0.1, 1]);
  });
});

describe("what training is at", () => {
  const job: JobRecord = {
    kind: "training", state: "running", message: null, run: "t2", total: 4, done: 1, checkpoint: null, candidates: [],
    requested: null, attempt: 1, losses: 0, credited: 0, until: null,
  };
  const t2 = run("template", { state: "running", epochs: 4 });
  const sources = {
    runs: { t1: run("template"), t2 },
    epochs: { a: epoch("t1", 0, 2), b: epoch("t1", 1, 1.5), c: epoch("t2", 0, 1.2) },
    jobs: { j1: job },
    progress: { j1: { kind: "progress" as const, job: "j1", done: 60, total: 160, message: "" } },
  };

  it("is a place within the epoch, after the epochs of earlier runs", () => {
    expect(nowOf(sources)).toEqual({ at: 3.5, end: 6, paused: false });
    expect(nowOf({ ...sources, progress: {} })).toEqual({ at: 3, end: 6, paused: false });
    expect(nowOf({ ...sources, jobs: {} })).toBeNull();
  });

  it("is said in words", () => {
    const words = (state: RunRecord["state"], more: Partial<JobRecord> = {}) =>
      runWords({ ...sources, runs: { t1: sources.runs.t1, t2: { ...t2, state } }, jobs: { j1: { ...job, ...more } } });
    expect(words("running")).toBe("template in epoch 2 of 4");
    expect(words("running", { state: "queued" })).toBe("template waits for the device");
    expect(words("running", { requested: "pause" })).toBe("template pauses after this batch");
    expect(words("paused")).toBe("template paused after 1 of 4 epochs");
    expect(words("done")).toBe("template stopped after 1 of 4 epochs");
    expect(runWords({ runs, epochs: { d: epoch("f1", 0, 1), e: epoch("f1", 1, 1) }, jobs: {} })).toBe("final 7f3a done, 2 epochs");
    expect(runWords({ runs: {}, epochs: {}, jobs: {} })).toBe("");
  });
});

describe("the table of epochs", () => {
  it("counts from 1 and has a column for every metric", () => {
    const { columns, rows } = lossTable({ runs, epochs: { b: epoch("f1", 1, 1.5), a: epoch("f1", 0, 2) } });
    expect(columns.slice(0, 5)).toEqual(["run", "purpose", "candidate", "epoch", "seconds"]);
    expect(rows.map((row) => row.slice(0, 4))).toEqual([
      ["f1", "final", "7f3a90b1c2d3", 1],
      ["f1", "final", "7f3a90b1c2d3", 2],
    ]);
    expect(rows[0]![columns.indexOf("train_loss")]).toBe(2);
  });
});
