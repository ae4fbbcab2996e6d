/** Two candidates side by side, and what is known of one over time. Pure. */
import type { CandidateRecord, EvaluationRecord, StudyRecord } from "@schema";
import { betterFirst } from "./objective";
import type { Collection } from "./records";
import { remembered } from "./selectors";

/** Paths of two candidates: in both, only in the first, only in the second, each in the first's or second's order. */
export interface Difference {
  readonly shared: readonly string[];
  readonly first: readonly string[];
  readonly second: readonly string[];
}

export function differenceOf(first: CandidateRecord, second: CandidateRecord): Difference {
  const [mine, theirs] = [new Set(first.paths), new Set(second.paths)];
  return {
    shared: first.paths.filter((id) => theirs.has(id)),
    first: first.paths.filter((id) => !theirs.has(id)),
    second: second.paths.filter((id) => !mine.has(id)),
  };
}

/** The measurements of each candidate, the newest weights first. */
export const evaluationsByCandidate = remembered(
  (evaluations: Collection<"evaluations">): ReadonlyMap<string, readonly EvaluationRecord[]> => {
    const groups = new Map<string, EvaluationRecord[]>();
    for (const evaluation of Object.values(evaluations)) {
      const group = groups.get(evaluation.candidate);
      if (group) group.push(evaluation);
      else groups.set(evaluation.candidate, [evaluation]);
    }
    for (const group of groups.values()) group.sort((a, b) => b.weights - a.weights);
    return groups;
  },
);

/** The candidates that were bred from each. */
export const childrenOf = remembered((candidates: Collection<"candidates">): ReadonlyMap<string, readonly string[]> => {
  const children = new Map<string, string[]>();
  for (const [id, { parents }] of Object.entries(candidates)) {
    for (const parent of parents) {
      const known = children.get(parent);
      if (known) known.push(id);
      else children.set(parent, [id]);
    }
  }
  return children;
});

/** The evaluated, feasible candidates with the best objective under the current weights, best first. */
export function bestCandidates(
  candidates: Collection<"candidates">,
  { objective, weights }: Pick<StudyRecord, "objective" | "weights">,
  count: number,
): readonly string[] {
  return Object.entries(candidates)
    .filter(([, each]) => each.evaluated && each.feasible && each.weights === weights)
    .flatMap(([id, { objectives }]) => {
      const value = objectives[objective.name];
      return value == null ? [] : [{ id, value }];
    })
    .sort((a, b) => betterFirst(objective, a.value, b.value) || (a.id < b.id ? -1 : 1))
    .slice(0, count)
    .map(({ id }) => id);
}
