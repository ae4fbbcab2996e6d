/** What came before a decision and after it, in words. Pure. */
import type { Effect, EffectSide, Interval, Standing } from "@schema";
import { counted, outOf } from "./chartFormat";
import { differenceScale, differenceText, valueText, type Objective } from "./objective";

/** A figure with both of its values and, where it can be said, the difference with its interval. */
export interface EffectLine {
  readonly what: string;
  readonly before: string;
  readonly after: string;
  readonly difference: string;
}

export function effectLines(effect: Effect, objective: Objective): readonly EffectLine[] {
  const { before, after } = effect;
  return [
    { what: "best", before: valueText(objective, before.best), after: valueText(objective, after.best), difference: "" },
    {
      what: "median", before: valueText(objective, before.median), after: valueText(objective, after.median),
      difference: intervalText(objective, effect.median),
    },
    {
      what: "improved children", before: shareText(before), after: shareText(after),
      difference: intervalText(SHARE, effect.improved),
    },
  ];
}

/** A share of children, told in percentage points as accuracies are. */
const SHARE: Objective = { id: "", label: "", measured: "", unit: "", direction: "maximize", kind: "share", fixed: false };

const shareText = ({ improved, children }: EffectSide): string => (children === 0 ? "–" : outOf(improved, children));

/** `+1.2 points (−0.4 to +2.8)`; empty where there is too little to say it. */
const intervalText = (objective: Objective, interval: Interval | null): string => (interval === null ? "" : intervalWords(objective, interval));

export function intervalWords(objective: Objective, interval: Interval): string {
  const { unit } = differenceScale(objective);
  const bare = (value: number) => differenceText(objective, value).replace(unit && ` ${unit}`, "");
  return `${differenceText(objective, interval.value)} (${bare(interval.low)} to ${bare(interval.high)})`;
}

/** How much the comparison is worth: how many iterations, what else fell in between, whether the weights were the same. */
export function effectCaveat({ before, after, others, same_weights }: Effect, standing: Standing | undefined): string {
  const sides = `${counted(before.iterations, "iteration")} before, ${after.iterations} after${standing ? ", made while it was in force" : ""}`;
  const between = others > 0 ? `; ${counted(others, "other decision")} in between` : "";
  const weights = same_weights ? "" : "; other weights since, so that values can hardly be compared";
  return `${sides}${between}${weights}. A comparison in time, not a proof of cause; intervals of 95 %.`;
}

/** From when to when a decision was in force that was undone; such as 'undone by event 188 after 24 evaluations'. */
export function standingText({ stretches }: Standing): string {
  return stretches
    .map(({ since, until, evaluations }, index) => {
      const again = index === 0 ? "" : `in force again since event ${since}`;
      const made = evaluations === 0 ? "before anything was evaluated with it" : `after ${counted(evaluations, "evaluation")}`;
      const undone = until === null ? "" : `undone by event ${until} ${made}`;
      return [again, undone].filter(Boolean).join(", ");
    })
    .join("; ");
}

/** Whether nothing was evaluated with a decision that was undone, so that nothing can be said of it. */
export const isUnused = ({ stretches }: Standing): boolean => stretches.every(({ evaluations }) => evaluations === 0);
