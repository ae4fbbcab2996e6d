/** The order in which selected candidates are listed. Pure. */
import type { Objective } from "@schema";
import { gain, objectiveIn } from "./objective";
import type { Collection } from "./records";

/** An objective's name, `iteration`, or `selected` for the order in which they were selected. */
export type ListOrder = string;

/** Candidates by an objective, the best first; those without a value at the end, in the order of the selection. */
export function listed(
  ids: readonly string[], candidates: Collection<"candidates">, by: ListOrder, study: { readonly objective: Objective },
): readonly string[] {
  if (by === "selected") return ids;
  // The first iterations first.
  const order = by === "iteration" ? { direction: "minimize" as const } : objectiveIn(study, by);
  const values = new Map(
    ids.map((id) => {
      const value = by === "iteration" ? candidates[id]?.iteration : candidates[id]?.objectives[by];
      return [id, value == null ? Infinity : -gain(order, value)];
    }),
  );
  return [...ids].sort((a, b) => {
    const [x, y] = [values.get(a)!, values.get(b)!];
    return x === y ? 0 : x - y;
  });
}
