/** How high the loss chart reaches: one early spike must not flatten everything else. Pure. */
import type { Curve, Measure } from "./chartLoss";
import { extent, niceDomain, type Range } from "./scales";

export type LossScale = "linear" | "log";
export const LOSS_SCALES: readonly LossScale[] = ["linear", "log"];

/** What is above the chart: the highest of a curve's values that are, and after which epoch. */
export type Clipped = Readonly<{ label: string; x: number; y: number }>;

export type Heights = Readonly<{ range: Range; clipped: readonly Clipped[] }>;

const TICKS = 4;
/** With fewer values than these none can be called exceptional. */
const FEWEST = 5;
/** So many times as far from the lowest as nine tenths of all values reach: what is above that is a spike. */
const SPIKE = 3;

/** Values above this are spikes; infinite where there are none. */
export function spikeLimit(values: readonly number[]): number {
  if (values.length < FEWEST) return Infinity;
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[0]!;
  const usual = sorted[Math.floor(0.9 * (sorted.length - 1))]!;
  const limit = low + SPIKE * (usual - low);
  return usual > low && sorted.at(-1)! > limit ? limit : Infinity;
}

/** The upright range for these curves, in round numbers, and what it leaves out. */
export function heightsOf(curves: readonly Curve[], measure: Measure, scale: LossScale): Heights {
  const values = curves.flatMap((curve) => curve.y.filter((value) => value !== null));
  if (scale === "log" && measure !== "accuracy") return { range: logRange(values), clipped: [] };
  const limit = measure === "loss" ? spikeLimit(values) : Infinity;
  const [from, to] = niceDomain(extent(values.filter((value) => value <= limit)), TICKS);
  const low = measure === "learning rate" ? 0 : Math.max(0, from);
  return { range: [low, measure === "accuracy" ? Math.min(1, to) : to], clipped: curves.flatMap((curve) => above(curve, to)) };
}

function above({ label, x, y }: Curve, top: number): Clipped[] {
  const highest = y.reduce<number>((best, value, index) => ((value ?? -Infinity) > (y[best] ?? -Infinity) ? index : best), 0);
  const value = y[highest];
  return value !== null && value !== undefined && value > top ? [{ label, x: x[highest]!, y: value }] : [];
}

/** From a round number below the least positive value to one above the greatest. */
function logRange(values: readonly number[]): Range {
  const found = extent(values.filter((value) => value > 0));
  if (found === null) return [0.1, 1];
  const steps = roundSteps([found[0] / 10, found[1] * 10], [1, 2, 5]);
  return [steps.findLast((step) => step <= found[0]) ?? found[0], steps.find((step) => step >= found[1]) ?? found[1]];
}

/** 1, 2 and 5 times the powers of ten within a range; only powers of ten where it is wide. */
export const logTicks = (range: Range): number[] =>
  roundSteps(range, Math.log10(range[1] / range[0]) > 2.5 ? [1] : [1, 2, 5]).filter(
    (tick) => tick >= range[0] * (1 - 1e-9) && tick <= range[1] * (1 + 1e-9),
  );

/** These multiples of every power of ten that a range touches. */
function roundSteps([low, high]: Range, multiples: readonly number[]): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const powers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return powers.flatMap((power) => multiples.map((multiple) => Number(`${multiple}e${power}`)));
}
