/** Curves of training runs for the loss chart, from `runs` and `epochs`. Pure. */
import type { EpochRecord } from "@schema";
import { decimal, withInterval } from "./chartFormat";
import { shortId } from "./names";
import type { Collection } from "./records";
import { epochsByRun } from "./selectors";

export type Measure = "loss" | "accuracy" | "learning rate";

/** One curve: `y[i]` after `x[i]` epochs (counted from 1). */
export type Curve = Readonly<{
  id: string;
  label: string;
  role: "training" | "validation" | "final";
  x: readonly number[];
  y: readonly (number | null)[];
}>;

/** What the vertical axis says, with its unit. */
export const AXIS: Readonly<Record<Measure, string>> = {
  loss: "cross-entropy, nats",
  accuracy: "validation accuracy",
  "learning rate": "learning rate",
};

type Runs = Collection<"runs">;
type Epochs = Collection<"epochs">;
type ByRun = ReturnType<typeof epochsByRun>;
type Step = Readonly<{ at: number; metrics: EpochRecord["metrics"] }>;

/**
 * The template's epochs in one row: a later run goes on where the one before ended, whether its records count
 * on or start anew.
 */
function templateSteps(runs: Runs, grouped: ByRun): Step[] {
  const steps: Step[] = [];
  for (const [id, run] of Object.entries(runs)) {
    if (run.purpose !== "template") continue;
    const items = grouped.get(id) ?? [];
    const last = steps[steps.length - 1]?.at ?? 0;
    const offset = (items[0]?.epoch ?? 0) >= last ? 0 : last;
    for (const item of items) steps.push({ at: offset + item.epoch + 1, metrics: item.metrics });
  }
  return steps;
}

function curve(
  id: string,
  label: string,
  role: Curve["role"],
  steps: readonly Step[],
  metric: string,
): Curve {
  return {
    id,
    label,
    role,
    x: steps.map((step) => step.at),
    y: steps.map((step) => step.metrics[metric] ?? null),
  };
}

function templateCurves(steps: readonly Step[], measure: Measure): Curve[] {
  if (measure === "accuracy")
    return [curve("accuracy", "template", "validation", steps, "validation_accuracy")];
  if (measure === "learning rate") return [curve("rate", "template", "training", steps, "learning_rate")];
  return [
    curve("train", "training", "training", steps, "train_loss"),
    curve("validation", "validation", "validation", steps, "validation_loss"),
  ];
}

const FINAL_METRIC: Readonly<Record<Measure, string>> = {
  loss: "validation_loss",
  accuracy: "validation_accuracy",
  "learning rate": "learning_rate",
};

/** Every curve of a measure that has at least one value: the template's, then one for each final network. */
export function curvesOf(runs: Runs, epochs: Epochs, measure: Measure): Curve[] {
  const grouped = epochsByRun(epochs);
  const finals = Object.entries(runs).filter(([, run]) => run.purpose === "final");
  const own = finals.map(([id, run]) => {
    const steps = (grouped.get(id) ?? []).map((item) => ({ at: item.epoch + 1, metrics: item.metrics }));
    return curve(id, `final ${shortId(run.candidate ?? id)}`, "final", steps, FINAL_METRIC[measure]);
  });
  const all = [...templateCurves(templateSteps(runs, grouped), measure), ...own];
  return all.filter((item) => item.y.some((value) => value !== null));
}

/** Curves as columns on one shared, rising row of epochs (the form that uPlot reads): epochs first. */
export function columnsOf(curves: readonly Curve[]): [number[], ...(number | null)[][]] {
  const epochs = [...new Set(curves.flatMap((item) => item.x))].sort((a, b) => a - b);
  const columns = curves.map((item) => {
    const values = new Map(item.x.map((at, index) => [at, item.y[index] ?? null]));
    return epochs.map((at) => values.get(at) ?? null);
  });
  return [epochs, ...columns];
}

/** Where a curve ends: its last value, for its label. */
export function lastOf(item: Curve): readonly [x: number, y: number] | null {
  for (let index = item.x.length - 1; index >= 0; index--) {
    const [x, y] = [item.x[index], item.y[index]];
    if (x !== undefined && y !== null && y !== undefined) return [x, y];
  }
  return null;
}

/** Heights for labels near `wanted`, in pixels, at least `gap` apart and none below `bottom`. */
export function spread(wanted: readonly number[], gap: number, bottom: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = [...wanted];
  order.forEach((index, rank) => {
    const above = order[rank - 1];
    if (above !== undefined) placed[index] = Math.max(placed[index]!, placed[above]! + gap);
  });
  let limit = bottom;
  for (const index of [...order].reverse()) {
    placed[index] = Math.min(placed[index]!, limit);
    limit = placed[index] - gap;
  }
  return placed;
}

/** A point of the drawing, in pixels from the left and from the top. */
type Spot = readonly [x: number, y: number];

/** Where curves end and how wide their labels are, in pixels. */
export type Labelled = Readonly<{ x: number; y: number; width: number }>;

/**
 * Heights for the labels of curves, in pixels. Those that end at the right edge are only kept apart; a label within
 * the plot goes to the nearest height that is free over its whole width.
 *
 * @param lines every curve of the plot as its points
 * @param gap the height of a label
 */
export function labelHeights(
  ends: readonly Labelled[], lines: readonly (readonly Spot[])[], gap: number, right: number, bottom: number,
): number[] {
  const last = (end: Labelled) => end.x >= right - 1;
  const outer = spread(ends.filter(last).map((end) => end.y), gap, bottom);
  const written: Spot[] = [];
  return ends.map((end) => {
    if (last(end)) return outer.shift() ?? end.y;
    const height = freeHeight(end, [...lines.flat(), ...written], gap, bottom);
    written.push([end.x + 2, height], [end.x + end.width, height]);
    return height;
  });
}

/** The height nearest to the end of the curve at which nothing is drawn under the label. */
function freeHeight(end: Labelled, drawn: readonly Spot[], gap: number, bottom: number): number {
  const near = drawn.filter(([x]) => x > end.x + 1 && x <= end.x + end.width).map(([, y]) => y);
  const fits = (height: number) =>
    height >= gap / 2 && height <= bottom - gap / 2 && near.every((y) => Math.abs(y - height) >= gap - 0.01);
  const within = Math.max(gap / 2, Math.min(end.y, bottom - gap / 2));
  const possible = [within, ...near.flatMap((y) => [y - gap, y + gap])].filter(fits);
  const distance = (height: number) => Math.abs(height - end.y);
  return possible.reduce((best, height) => (distance(height) < distance(best) ? height : best), possible[0] ?? end.y);
}

/** `final 7f3a: test accuracy 0.967 (0.943–0.983)` for every final network that is measured. */
export function finalReports(runs: Runs): { run: string; text: string }[] {
  return Object.entries(runs).flatMap(([run, { purpose, candidate, metrics }]) => {
    const [value, low, high] = [
      metrics["test_accuracy"],
      metrics["test_accuracy_low"],
      metrics["test_accuracy_high"],
    ];
    if (purpose !== "final" || value === null || value === undefined) return [];
    const figure = low != null && high != null ? withInterval(value, low, high) : decimal(value);
    return [{ run, text: `final ${shortId(candidate ?? run)}: test accuracy ${figure}` }];
  });
}
