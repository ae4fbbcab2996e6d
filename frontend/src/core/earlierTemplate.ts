/** Candidates that the template no longer contains, since it gained or lost cells or nodes after they were made. Pure. */
import type { CandidateRecord } from "@schema";
import type { Collection } from "./records";
import { remembered } from "./selectors";

/** Every place that must be filled: a node of a cell. */
const placeOf = (path: { readonly cell: string; readonly target: string }): string => `${path.cell} ${path.target}`;

/** What was found of each candidate under the present structure; a change of a path's state asks nothing anew. */
let known: { readonly structure: string; readonly found: WeakMap<CandidateRecord, boolean> } = { structure: "", found: new WeakMap() };

const structureOf = remembered((paths: Collection<"paths">) => ({
  text: Object.keys(paths).join(" "),
  places: new Set(Object.values(paths).map(placeOf)).size,
}));

/** How many candidates have a path that is gone, or none into a node that is there. */
export function ofEarlierTemplate(candidates: Collection<"candidates">, paths: Collection<"paths">): number {
  const { text, places } = structureOf(paths);
  if (known.structure !== text) known = { structure: text, found: new WeakMap() };
  let count = 0;
  for (const id in candidates) if (isEarlier(candidates[id]!, paths, places)) count += 1;
  return count;
}

function isEarlier(candidate: CandidateRecord, paths: Collection<"paths">, places: number): boolean {
  const before = known.found.get(candidate);
  if (before !== undefined) return before;
  const mine = candidate.paths.map((id) => paths[id]);
  const earlier = mine.includes(undefined) || new Set(mine.map((path) => placeOf(path!))).size < places;
  known.found.set(candidate, earlier);
  return earlier;
}
