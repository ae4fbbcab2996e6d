/** Final networks side by side: their test accuracies with intervals, and which are told apart. Pure. */
import type { RunRecord } from "@schema";
import { shortId } from "./names";
import type { Collection } from "./records";
import { extent, type Range } from "./scales";
import { remembered } from "./selectors";

/** A training run of a network of its own, with its id. */
export interface Network {
  readonly id: string;
  readonly run: RunRecord;
}

/** A value with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const COMPARED: readonly RunRecord["purpose"][] = ["final", "baseline"];

/** The runs that are compared, oldest first: final networks, and baselines where there are some. */
export const comparableRuns = remembered((runs: Collection<"runs">): readonly Network[] =>
  Object.entries(runs)
    .filter(([, run]) => COMPARED.includes(run.purpose))
    .map(([id, run]) => ({ id, run })),
);

/** What a run is called: its candidate, and its number where that candidate was finished several times. */
export function networkName({ id, run }: Network, all: readonly Network[]): string {
  if (run.candidate === null) return run.purpose;
  const same = all.filter((other) => other.run.candidate === run.candidate && other.run.purpose === run.purpose);
  const name = run.purpose === "baseline" ? `baseline ${shortId(run.candidate)}` : shortId(run.candidate);
  return same.length > 1 ? `${name} (${same.findIndex((other) => other.id === id) + 1})` : name;
}

/** A finished run's test accuracy; null before. */
export function testAccuracyOf({ metrics }: RunRecord): Estimate | null {
  const { test_accuracy: value, test_accuracy_low: low, test_accuracy_high: high } = metrics;
  if (value == null) return null;
  return { value, low: low ?? value, high: high ?? value };
}

export const overlap = (a: Estimate, b: Estimate): boolean => a.low <= b.high && b.low <= a.high;

export type Verdict = "best" | "not told apart" | "worse";

/**
 * What the 95 % intervals say of each network beside the one of best test accuracy (the first of equals). Intervals
 * that overlap do not tell two networks apart.
 */
export function verdicts(networks: readonly Network[]): ReadonlyMap<string, Verdict> {
  const known = networks.flatMap(({ id, run }) => {
    const estimate = testAccuracyOf(run);
    return estimate ? [{ id, estimate }] : [];
  });
  const best = known.reduce<(typeof known)[number] | null>((a, b) => (a && a.estimate.value >= b.estimate.value ? a : b), null);
  if (!best) return new Map();
  const verdict = (id: string, estimate: Estimate): Verdict =>
    id === best.id ? "best" : overlap(estimate, best.estimate) ? "not told apart" : "worse";
  return new Map(known.map(({ id, estimate }) => [id, verdict(id, estimate)]));
}

/** From the lowest to the highest end of the intervals, with a little room; null where nothing is known. */
export function intervalsExtent(networks: readonly Network[]): Range | null {
  const ends = networks.flatMap(({ run }) => {
    const estimate = testAccuracyOf(run);
    return estimate ? [estimate.low, estimate.high] : [];
  });
  const found = extent(ends);
  if (!found) return null;
  const room = Math.max(0.005, 0.05 * (found[1] - found[0]));
  return [Math.max(0, found[0] - room), Math.min(1, found[1] + room)];
}

/** Each row as shares of its sum, in [0, 1]; a row without images is all 0. */
export function rowShares(confusion: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return confusion.map((row) => {
    const sum = row.reduce((a, b) => a + b, 0);
    return row.map((count) => (sum === 0 ? 0 : count / sum));
  });
}
