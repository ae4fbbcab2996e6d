/** What a decision was worth beside its unattended twins, in words. Pure. */
import type { InterventionRecord, TwinComparison, TwinDifference, TwinRun } from "@schema";
import { counted } from "./chartFormat";
import { intervalWords } from "./effect";
import { differenceText, valueText, type Objective } from "./objective";
import { whole } from "./words";

export const MOST_REPEATS = 10;

export const TWIN =
  "The same study from just before this event, searched on without it and without anything later: with the same weights and seed, " +
  "for as many evaluations as were made since. It runs when the device has nothing else to do.";

export const REPEATS =
  "How many twins more. Each draws with another seed, the first with the study's own. From three on the difference has an interval: " +
  "how much of it may be the chance of the unattended search.";

/** Whether the search goes on differently since: what only keeps a region changes nothing. */
export function isDecision({ change, edit, type }: InterventionRecord): boolean {
  if (edit !== null || type === "search_configured") return true;
  if (change === null) return false;
  const values = [change.before, change.after];
  const focused = values.some(({ regions }) => Object.values(regions).some((region) => region?.focused));
  return focused || Object.keys(change.after.states).length > 0 || change.after.constraints !== null;
}

export const isUnfinished = ({ state }: TwinRun): boolean => state === "queued" || state === "running";

/** Such as 'running, 16 of 24 evaluations'. */
export function runText({ state, behind, made, evaluations, message }: TwinRun): string {
  const far = `${whole(made)} of ${counted(evaluations, "evaluation")}`;
  switch (state) {
    case "queued":
    case "running":
      return behind === null ? `${state === "queued" ? "waits for the device" : "runs"}, ${far}` : `waits for “${behind}”, ${far}`;
    case "paused":
      return `paused, ${far}`;
    case "done":
      return `done, ${counted(made, "evaluation")}`;
    case "stopped":
      return `stopped, ${far}`;
    case "failed":
      return `failed: ${message ?? "nobody knows why"}`;
    case "missing":
      return "deleted, or not on this server";
  }
}

/** A figure of the study and of its twins, and how much they differ. */
export interface TwinLine {
  readonly what: string;
  readonly steered: string;
  readonly unattended: string;
  readonly difference: string;
}

export function twinLines(comparison: TwinComparison, objective: Objective): readonly TwinLine[] {
  const line = (what: string, steered: number | null, difference: TwinDifference | null): TwinLine => ({
    what,
    steered: valueText(objective, steered),
    unattended: valueText(objective, steered === null || difference === null ? null : steered - difference.value),
    difference: differenceWords(objective, difference),
  });
  return [
    line("best", comparison.best, comparison.best_difference),
    line("median", comparison.median, comparison.median_difference),
  ];
}

function differenceWords(objective: Objective, difference: TwinDifference | null): string {
  if (difference === null) return "";
  const { value, low, high } = difference;
  return low === null || high === null ? differenceText(objective, value) : intervalWords(objective, { value, low, high });
}

/** How far both are compared, and how much that is worth. */
export function twinCaveat({ evaluations, compared, made, twins }: TwinComparison): string {
  const many = compared > 1 ? `the mean of ${compared} twins` : "one twin";
  const each = `After ${counted(evaluations, "evaluation")} each, beside ${many}`;
  const further = made > evaluations ? `; the study has made ${whole(made)} since` : "";
  const interval =
    compared < 3
      ? "So few runs say nothing of chance: no interval below three twins."
      : "Intervals of 95 % over the twins; the study itself was steered once, and its own chance is not in them.";
  const running = twins.some(isUnfinished) ? " Still running." : "";
  return `${each}${further}. ${interval}${running}`;
}

/** The chief difference as a sentence, for the eye and for a screen reader. */
export function twinSentence({ best_difference: best, evaluations }: TwinComparison, objective: Objective): string {
  if (best === null) return "";
  const good = objective.direction === "maximize" ? best.value > 0 : best.value < 0;
  const amount = differenceText(objective, Math.abs(best.value)).replace(/^\+/, "");
  const after = `after ${counted(evaluations, "evaluation")}`;
  if (!/[1-9]/.test(amount)) return `Its best is as good as without it ${after}.`;
  const clear = best.low === null || best.high === null || best.low > 0 || best.high < 0;
  return `Its best is ${amount} ${good ? "better" : "worse"} than without it ${after}${clear ? "" : ", which may be chance"}.`;
}

/** The courses of twins as a chart shows them: after how many evaluations of the study which value, and where they end. */
export type Drawn = Readonly<{ seq: number; curves: readonly DrawnTwin[] }>;
export type DrawnTwin = Readonly<{ study: string; to: number; points: readonly (readonly [evaluations: number, value: number])[] }>;

/** `from` is how many evaluations there were at the decision. A twin that has evaluated nothing has no course yet. */
export function drawnTwins({ seq, twins }: TwinComparison, from: number): Drawn {
  const curves = twins
    .filter(({ made, curve }) => made > 0 && curve.length > 0)
    .map(({ study, made, curve }) => ({ study, to: from + made, points: curve.map(([count, value]) => [from + count, value] as const) }));
  return { seq, curves };
}
