import type { EpochRecord, RunRecord } from "@schema";
import { describe, expect, it } from "vitest";
import { columnsOf, curvesOf, finalReports, labelHeights, lastOf, spread } from "./chartLoss";

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
    expect(lastOf({ id: "", label: "", role: "final", x: [1, 2, 3], y: [2, 1, null] })).toEqual([2, 1]);
    expect(lastOf({ id: "", label: "", role: "final", x: [], y: [] })).toBeNull();
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
      { run: "f1", text: "final 7f3a: test accuracy 0.967 (0.943–0.983)" },
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
