/** What a decision was worth beside its unattended twins, in words. Pure. */
import type { Standing, TwinComparison, TwinDifference, TwinRun } from "@schema";
import { counted } from "./chartFormat";
import { intervalWords, standingText } from "./effect";
import { differenceText, valueText, type Objective } from "./objective";
import { whole } from "./words";

export const MOST_REPEATS = 10;

export const TWIN =
  "The same study from just before this event, searched on without it and without anything later: with the same weights and seed, " +
  "for as many evaluations as were made since. It runs when the device has nothing else to do.";

/** `least` is how many twins an interval takes, where the server has said so yet. */
export const repeatsMean = (least: number | null): string =>
  "How many twins more. Each draws with another seed, the first with the study's own. " +
  `${least === null ? "Several together" : `From ${least} on they`} give the difference an interval: ` +
  "how much of it may be the chance of the unattended search.";

export const isUnfinished = ({ state }: TwinRun): boolean => state === "queued" || state === "running";

/** Such as 'runs, 16 of 24 evaluations'; of a twin that is done its best as well. */
export function runText(run: TwinRun, objective: Objective): string {
  const best = run.curve.at(-1)?.[1];
  return run.state === "done" && best !== undefined ? `${progressText(run)}, best ${valueText(objective, best)}` : progressText(run);
}

function progressText({ state, behind, made, evaluations, message }: TwinRun): string {
  const far = `${whole(made)} of ${counted(evaluations, "evaluation")}`;
  switch (state) {
    case "queued":
    case "running":
      if (behind !== null) return `waits while the study “${behind}” uses the device, ${far}`;
      return `${state === "queued" ? "waits for the device" : "runs"}, ${far}`;
    case "paused":
      return `paused, ${far}`;
    case "done":
      return `done, ${counted(made, "evaluation")}`;
    case "stopped":
      return `stopped, ${far}`;
    case "exhausted":
      return `ended after ${far}: ${message ?? "no new candidate is left"}`;
    case "failed":
      return `failed: ${message ?? "nobody knows why"}`;
    case "missing":
      return "deleted, or not on this server";
    case "unreadable":
      return message ?? "cannot be read";
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

/** How far both are compared, and how much that is worth; `least` is how many twins an interval takes. */
export function twinCaveat(comparison: TwinComparison, least: number, standing: Standing | undefined): string {
  const { evaluations, compared, made, twins } = comparison;
  const many = compared > 1 ? `the mean of ${compared} of ${counted(twins.length, "twin")}` : twins.length > 1 ? `one of ${twins.length} twins` : "one twin";
  const running = twins.filter(isUnfinished).length;
  const still = running > 0 ? `, ${running === twins.length && running === 1 ? "which still runs" : `while ${running} still ${running === 1 ? "runs" : "run"}`}` : "";
  const further = made > evaluations ? `; the study has made ${whole(made)} since` : "";
  const undone = standing ? `; the decision was ${standingText(standing)}` : "";
  return `After ${counted(evaluations, "evaluation")} each, beside ${many}${still}${further}${undone}. ${chanceText(comparison, least)}`;
}

function chanceText({ compared, ...found }: TwinComparison, least: number): string {
  if (compared < least) return `So few runs say little of chance: an interval takes ${least} twins.`;
  const open = [found.best_difference, found.median_difference].filter((one) => one !== null && one.low === null).length;
  const tied = "Most twins came to the same value, which leaves nothing to make an interval of.";
  if (open === 2) return `No intervals are given. ${tied}`;
  const own = "Intervals of 95 % tell how much the twins differ by chance. The study itself was steered only once.";
  return open === 0 ? own : `${own} Where there is none, most twins came to the same value.`;
}

/** The chief difference as a sentence, for the eye and for a screen reader. */
export function twinSentence({ best_difference: best, evaluations }: TwinComparison, objective: Objective): string {
  if (best === null) return "";
  const good = objective.direction === "maximize" ? best.value > 0 : best.value < 0;
  const amount = differenceText(objective, Math.abs(best.value)).replace(/^\+/, "");
  const after = `after ${counted(evaluations, "evaluation")}`;
  if (!/[1-9]/.test(amount)) return `Its best is as good as without it ${after}.`;
  const clear = best.low !== null && best.high !== null && (best.low > 0 || best.high < 0);
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
