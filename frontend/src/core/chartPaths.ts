/** One dot a path: how often it was chosen against what it is worth. Pure. */
import type { PathRecord, ScoresRecord } from "@schema";
import { advantageMeaning, betterWords, differenceScale, type Objective } from "./objective";
import type { Collection } from "./records";
import { extent, niceDomain, type Range } from "./scales";

export type PathMeasure = "score" | "advantage";
export const PATH_MEASURES: readonly PathMeasure[] = ["score", "advantage"];

/** `x`: evaluated candidates that contain it; `y`: score or advantage; `low` to `high`: ± one standard error. */
export type PathDot = Readonly<{
  id: string;
  operation: string;
  cell: string;
  state: PathRecord["state"];
  x: number;
  y: number;
  low: number | null;
  high: number | null;
}>;

/** What a dot's height means, for the axis and its tooltip. */
export function definitionOf(measure: PathMeasure, objective: Objective): Readonly<{ axis: string; text: string }> {
  if (measure === "score") {
    const sum = objective.direction === "maximize" ? `${objective.label} of each evaluated candidate that contains it, less the baseline alpha` : `baseline alpha less the ${objective.label} of each evaluated candidate that contains it`;
    const text = `Score: a path's share of its cell's fitness, 0 to 1. The sum of the ${sum}, cut at 0 and divided by the sum over its cell. Removed paths have score 0.`;
    return { axis: "score, share of its cell", text };
  }
  const axis = ["advantage", differenceScale(objective).unit, objective.direction === "minimize" ? betterWords(objective) : ""].filter(Boolean).join(", ");
  return { axis, text: `Advantage: ${advantageMeaning(objective)}. Bars show ± one standard error.` };
}

export const FREQUENCY =
  "Frequency: how many evaluated candidates contain the path, counted once each under the weights of these scores.";

/** Dots of the paths that the template has and that have evidence; heights are multiplied by `unit`. */
export function pathDots(scores: ScoresRecord, paths: Collection<"paths">, measure: PathMeasure, unit = 1): PathDot[] {
  return scores.paths.flatMap((id, index) => {
    const path = paths[id];
    const value = measure === "score" ? scores.score[index] : scores.advantage[index];
    if (path === undefined || value === null || value === undefined) return [];
    const { operation, cell, state } = path;
    const error = measure === "score" ? null : (scores.stderr[index] ?? null);
    const [low, high] = error === null ? [null, null] : [(value - error) * unit, (value + error) * unit];
    return [{ id, operation, cell, state, x: scores.frequency[index] ?? 0, y: value * unit, low, high }];
  });
}

/** Scores are drawn as they are, advantages as they are told: those of a share in percentage points. */
export const unitOf = (measure: PathMeasure, objective: Objective): number => (measure === "score" ? 1 : differenceScale(objective).factor);

/** How many paths of the template these scores know but cannot place for want of evidence. */
export function withoutEvidence(scores: ScoresRecord, dots: readonly PathDot[], paths: Collection<"paths">) {
  return scores.paths.filter((id) => id in paths).length - dots.length;
}

export type Domains = Readonly<{ x: Range; y: Range }>;

/** Domains of both axes: frequency from 0; the score from 0, the advantage around 0. */
export function domainsOf(dots: readonly PathDot[], measure: PathMeasure): Domains {
  const heights = extent(dots.flatMap((dot) => [dot.y, dot.low, dot.high]));
  const x = niceDomain([0, Math.max(1, ...dots.map((dot) => dot.x))], 4);
  if (measure === "score") return { x, y: niceDomain([0, heights?.[1] || 0.1], 4) };
  return { x, y: niceDomain([Math.min(0, heights?.[0] ?? -1), Math.max(0, heights?.[1] ?? 1)], 4) };
}

/** Domains that hold both, so that axes stand still while iterations are stepped through. */
export function joined(a: Domains, b: Domains): Domains {
  const wide = (one: Range, other: Range): Range => [Math.min(one[0], other[0]), Math.max(one[1], other[1])];
  return { x: wide(a.x, b.x), y: wide(a.y, b.y) };
}
