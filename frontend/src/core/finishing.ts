/** Choosing what is finished, and how long that will take. Pure. */
import type { Collection } from "./records";
import { epochsByRun } from "./selectors";

/** Mean seconds of an epoch of final networks that were trained here; null before the first. */
export function secondsAnEpoch(runs: Collection<"runs">, epochs: Collection<"epochs">): number | null {
  const byRun = epochsByRun(epochs);
  const seconds = Object.entries(runs)
    .filter(([, run]) => run.purpose === "final")
    .flatMap(([id]) => (byRun.get(id) ?? []).map((epoch) => epoch.seconds));
  return seconds.length === 0 ? null : seconds.reduce((a, b) => a + b, 0) / seconds.length;
}
