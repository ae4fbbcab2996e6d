/** A study as it was beside how it is. Pure. */
import { decimalOr } from "./chartFormat";
import type { Collections } from "./records";
import { sizeOf, theStudy } from "./selectors";
import { whole } from "./words";

export interface Difference {
  readonly what: string;
  readonly then: string;
  readonly now: string;
}

/** Every figure with both of its values; those that are alike too, since that is an answer as well. */
export function comparedWithNow(then: Collections, now: Collections): readonly Difference[] {
  return FIGURES.map(([what, of]) => ({ what, then: of(then), now: of(now) }));
}

const state = (records: Collections, wanted: string): string =>
  whole(Object.values(records.paths).filter((path) => path.state === wanted).length);

const FIGURES: readonly (readonly [what: string, of: (records: Collections) => string])[] = [
  ["best", (records) => best(records)],
  ["evaluated", (records) => whole(theStudy(records)?.evaluations ?? 0)],
  ["iterations", (records) => whole(theStudy(records)?.iteration ?? 0)],
  ["epochs of training", (records) => whole(theStudy(records)?.trained_epochs ?? 0)],
  ["cells", (records) => whole(sizeOf(records.cells))],
  ["paths", (records) => whole(sizeOf(records.paths))],
  ["removed paths", (records) => state(records, "removed")],
  ["fixed paths", (records) => state(records, "fixed")],
  ["focus", (records) => Object.values(records.regions).find((region) => region.focused)?.name ?? "none"],
];

function best(records: Collections): string {
  const study = theStudy(records);
  const candidate = study?.best_candidate ? records.candidates[study.best_candidate] : undefined;
  return decimalOr(candidate?.objectives[study?.objective.name ?? ""] ?? null);
}

/** The paths of then that are now in another state, or not in the template any more. */
export const changedSince = (then: Collections, now: Collections): readonly string[] =>
  Object.entries(then.paths).filter(([id, path]) => now.paths[id]?.state !== path.state).map(([id]) => id);
