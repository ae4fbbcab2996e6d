/** Curves of training runs for the loss chart, from `runs` and `epochs`. Pure. */
import type { EpochRecord } from "@schema";
import { decimal, withInterval } from "./chartFormat";
import { shortId } from "./names";
import type { Collection } from "./records";
import { epochsByRun } from "./selectors";

export type Measure = "loss" | "accuracy" | "learning rate";
export const LOSS_MEASURES: readonly Measure[] = ["loss", "accuracy", "learning rate"];

/** One curve: `y[i]` after `x[i]` epochs (counted from 1). What has no direct label is named in the readout. */
export type Curve = Readonly<{
  id: string;
  label: string;
  role: "training" | "validation" | "final";
  /** The final run that it belongs to; null for the template's. */
  run: string | null;
  /** A curve beside the main one of its run: thinner, and without a label at its end. */
  minor: boolean;
  x: readonly number[];
  y: readonly (number | null)[];
}>;

/** What the vertical axis says, with its unit. */
export const AXIS: Readonly<Record<Measure, string>> = {
  loss: "cross-entropy, nats",
  accuracy: "accuracy, share of images",
  "learning rate": "learning rate",
};

type Runs = Collection<"runs">;
type Epochs = Collection<"epochs">;
type ByRun = ReturnType<typeof epochsByRun>;
type Step = Readonly<{ at: number; metrics: EpochRecord["metrics"] }>;

/** How many epochs lie before each run of the template: later runs go on where the one before ended. */
export function offsetsOf(runs: Runs, grouped: ByRun): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  let last = 0;
  for (const [id, run] of Object.entries(runs)) {
    if (run.purpose !== "template") continue;
    const items = grouped.get(id) ?? [];
    // Records of a run may count on from the one before, or start anew.
    const offset = (items[0]?.epoch ?? 0) >= last ? 0 : last;
    offsets.set(id, offset);
    last = items.length > 0 ? offset + items[items.length - 1]!.epoch + 1 : last;
  }
  return offsets;
}

function stepsOf(grouped: ByRun, run: string, offset: number): Step[] {
  return (grouped.get(run) ?? []).map((item) => ({ at: offset + item.epoch + 1, metrics: item.metrics }));
}

/** Which metric a curve shows, and whose it is. */
type Kind = Readonly<{ metric: string; role: Curve["role"]; label: string; minor?: boolean }>;

const TEMPLATE: Readonly<Record<Measure, readonly Kind[]>> = {
  loss: [
    { metric: "train_loss", role: "training", label: "training" },
    { metric: "validation_loss", role: "validation", label: "validation" },
  ],
  accuracy: [
    { metric: "train_accuracy", role: "training", label: "training" },
    { metric: "validation_accuracy", role: "validation", label: "validation" },
  ],
  "learning rate": [{ metric: "learning_rate", role: "training", label: "template" }],
};

/** A final network's kinds of curves; `label` follows its name. */
const FINAL: Readonly<Record<Measure, readonly Kind[]>> = {
  loss: [
    { metric: "validation_loss", role: "final", label: "" },
    { metric: "train_loss", role: "final", label: ", training", minor: true },
  ],
  accuracy: [
    { metric: "validation_accuracy", role: "final", label: "" },
    { metric: "train_accuracy", role: "final", label: ", training", minor: true },
  ],
  "learning rate": [{ metric: "learning_rate", role: "final", label: "" }],
};

function curve({ metric, role, label, minor = false }: Kind, run: string | null, steps: readonly Step[]): Curve {
  return {
    id: `${run ?? "template"} ${metric}`,
    label,
    role,
    run,
    minor,
    x: steps.map((step) => step.at),
    y: steps.map((step) => step.metrics[metric] ?? null),
  };
}

/** What people call a final run: its candidate's short id. */
export const finalName = (run: string, candidate: string | null): string => `final ${shortId(candidate ?? run)}`;

/** Every curve of a measure that has at least one value: the template's, then those of each final network. */
export function curvesOf(runs: Runs, epochs: Epochs, measure: Measure): Curve[] {
  const grouped = epochsByRun(epochs);
  const template = [...offsetsOf(runs, grouped)].flatMap(([id, offset]) => stepsOf(grouped, id, offset));
  const finals = Object.entries(runs).filter(([, run]) => run.purpose === "final");
  const all = [
    ...TEMPLATE[measure].map((kind) => curve(kind, null, template)),
    ...finals.flatMap(([id, { candidate }]) => {
      const name = finalName(id, candidate);
      return FINAL[measure].map((kind) => curve({ ...kind, label: name + kind.label }, id, stepsOf(grouped, id, 0)));
    }),
  ];
  return all.filter((item) => item.y.some((value) => value !== null));
}

/** Curves as columns on one shared, rising row of epochs (the form that uPlot reads): epochs first. */
export function columnsOf(curves: readonly Curve[]): [number[], ...(number | null)[][]] {
  const [first] = curves;
  // Most often all curves are the template's, with the same epochs; then thousands of them need no looking up.
  if (first && rises(first.x) && curves.every(({ x }) => sameNumbers(x, first.x))) {
    return [[...first.x], ...curves.map(({ y }) => [...y])];
  }
  const epochs = [...new Set(curves.flatMap((item) => item.x))].sort((a, b) => a - b);
  const columns = curves.map((item) => {
    const values = new Map(item.x.map((at, index) => [at, item.y[index] ?? null]));
    return epochs.map((at) => values.get(at) ?? null);
  });
  return [epochs, ...columns];
}

const rises = (row: readonly number[]): boolean => row.every((value, i) => i === 0 || value > row[i - 1]!);

const sameNumbers = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

/** Where a curve ends: its last value, for its label. */
export function lastOf(item: Curve): readonly [x: number, y: number] | null {
  for (let index = item.x.length - 1; index >= 0; index--) {
    const [x, y] = [item.x[index], item.y[index]];
    if (x !== undefined && y !== null && y !== undefined) return [x, y];
  }
  return null;
}

/** `final 7f3a: test accuracy 0.967 (0.943–0.983)` for every final network that is measured. */
export function finalReports(runs: Runs): { run: string; candidate: string | null; text: string }[] {
  return Object.entries(runs).flatMap(([run, { purpose, candidate, metrics }]) => {
    const [value, low, high] = [
      metrics["test_accuracy"],
      metrics["test_accuracy_low"],
      metrics["test_accuracy_high"],
    ];
    if (purpose !== "final" || value === null || value === undefined) return [];
    const figure = low != null && high != null ? withInterval(value, low, high) : decimal(value);
    return [{ run, candidate, text: `${finalName(run, candidate)}: test accuracy ${figure}` }];
  });
}
