/**
 * Which candidates contain a path. With 10,000 candidates of 160 paths each, making this anew costs a frame's time and
 * more; an iteration adds a few, and what a candidate contains does not change, so the last index goes on from there.
 */
import type { CandidateRecord } from "@schema";
import type { Collection } from "./records";

export type PathIndex = ReadonlyMap<string, readonly string[]>;

/** An index, and the candidates that it was made of. */
interface Indexed {
  readonly candidates: Collection<"candidates">;
  readonly ids: readonly string[];
  readonly byPath: PathIndex;
}

const NOTHING: Indexed = { candidates: {}, ids: [], byPath: new Map() };

/** The index after candidates have come; made anew where one of those before is gone or contains something else. */
export function indexed(candidates: Collection<"candidates">, last: Indexed = NOTHING): Indexed {
  const ids = Object.keys(candidates);
  const goesOn = last.ids.every((id, i) => id === ids[i] && contains(candidates[id], last.candidates[id]));
  const known = goesOn ? last : NOTHING;
  const added = new Map<string, string[]>();
  for (const id of ids.slice(known.ids.length)) {
    for (const path of candidates[id]?.paths ?? []) {
      const found = added.get(path);
      if (found) found.push(id);
      else added.set(path, [id]);
    }
  }
  return { candidates, ids, byPath: joined(known.byPath, added) };
}

/** Both maps' ids; a path that nothing was added to keeps its list. */
function joined(before: PathIndex, added: PathIndex): PathIndex {
  if (before.size === 0) return added;
  const both = new Map(before);
  for (const [path, ids] of added) both.set(path, [...(before.get(path) ?? []), ...ids]);
  return both;
}

/** Whether a candidate contains what it did: an evaluation makes a new record of the same paths. */
function contains(now: CandidateRecord | undefined, before: CandidateRecord | undefined): boolean {
  if (now === before) return true;
  if (!now || now.paths.length !== before?.paths.length) return false;
  return now.paths.every((path, i) => path === before.paths[i]);
}
