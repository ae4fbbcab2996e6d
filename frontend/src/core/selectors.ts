/**
 * What views derive from records. Each function is pure and remembers its answer for the collections that it was
 * given, so it can be used inside `useStudy` without making a new value on every call.
 */
import type { CandidateRecord, CellRecord, EpochRecord, InterventionRecord, JobRecord, PathRecord, RunRecord, ScoresRecord, StudyRecord } from "@schema";
import { indexed, type PathIndex } from "./pathIndex";
import type { Collection, Collections } from "./records";

/** A function of one collection that computes once for each value of it. */
export function remembered<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as Value;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}

function grouped<Key, Item>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}


export const theStudy = (records: Pick<Collections, "study">): StudyRecord | null => Object.values(records.study)[0] ?? null;

/** Cells in the order of the row. */
export const cellsInOrder = remembered((cells: Collection<"cells">): readonly CellRecord[] =>
  Object.values(cells).sort((a, b) => a.position - b.position),
);

/** The cell whose paths a cell uses: itself, or the one that it is tied to. */
export const ownerOf = (cell: CellRecord): string => cell.tied_to ?? cell.id;

/** The paths of each cell that owns some, in template order. */
export const pathsByCell = remembered((paths: Collection<"paths">): ReadonlyMap<string, readonly PathRecord[]> =>
  grouped(Object.values(paths), (path) => path.cell),
);

/** How many records a collection has. */
export const sizeOf = remembered((collection: Readonly<Record<string, unknown>>): number => Object.keys(collection).length);

/** How many paths are in each state. */
export const pathCounts = remembered((paths: Collection<"paths">) => {
  const counts = { available: 0, removed: 0, fixed: 0 };
  for (const path of Object.values(paths)) counts[path.state] += 1;
  return counts;
});

/** The newest scores: those of the last iteration. */
export const newestScores = remembered((scores: Collection<"scores">): ScoresRecord | null =>
  Object.values(scores).reduce<ScoresRecord | null>((a, b) => (a && a.iteration > b.iteration ? a : b), null),
);

/** What the newest scores say of one path. */
export interface PathScore {
  readonly score: number;
  readonly frequency: number;
  readonly advantage: number | null;
  readonly stderr: number | null;
}

/** The newest scores by path. */
export const scoreByPath = remembered((scores: Collection<"scores">): ReadonlyMap<string, PathScore> => {
  const newest = newestScores(scores);
  if (!newest) return new Map();
  const row = (_: string, i: number): PathScore => ({
    score: newest.score[i] ?? 0,
    frequency: newest.frequency[i] ?? 0,
    advantage: newest.advantage[i] ?? null,
    stderr: newest.stderr[i] ?? null,
  });
  return new Map(newest.paths.map((path, i) => [path, row(path, i)]));
});

let lastIndex: ReturnType<typeof indexed> | undefined;

/** The ids of candidates that contain each path. */
export const candidatesByPath = remembered((candidates: Collection<"candidates">): PathIndex => {
  lastIndex = indexed(candidates, lastIndex);
  return lastIndex.byPath;
});

/** Candidates that contain every one of these paths. */
export function candidatesWith(candidates: Collection<"candidates">, paths: readonly string[]): readonly string[] {
  const index = candidatesByPath(candidates);
  const [first, ...rest] = paths;
  if (first === undefined) return [];
  const others = rest.map((path) => new Set(index.get(path)));
  return (index.get(first) ?? []).filter((id) => others.every((ids) => ids.has(id)));
}

/** A candidate together with its id. */
export interface Evaluated {
  readonly id: string;
  readonly candidate: CandidateRecord;
}

/** Candidates whose objectives were measured with this version of the weights. */
export function evaluatedWith(candidates: Collection<"candidates">, weights: number): readonly Evaluated[] {
  return byWeights(candidates).get(weights) ?? [];
}

const byWeights = remembered((candidates: Collection<"candidates">): ReadonlyMap<number | null, Evaluated[]> => {
  const evaluated = Object.entries(candidates).filter(([, candidate]) => candidate.evaluated);
  return grouped(evaluated.map(([id, candidate]) => ({ id, candidate })), (each) => each.candidate.weights);
});

/** The epochs of each run, in order. */
export const epochsByRun = remembered((epochs: Collection<"epochs">): ReadonlyMap<string, readonly EpochRecord[]> =>
  grouped(Object.values(epochs).sort((a, b) => a.epoch - b.epoch), (epoch) => epoch.run),
);

/** A job together with its id. */
export interface Job {
  readonly id: string;
  readonly job: JobRecord;
}

/** The work that holds the device: what runs, else what is paused, else what waits. Map fitting never counts. */
export const currentJob = remembered((jobs: Collection<"jobs">): Job | null => {
  const mine = Object.entries(jobs).filter(([, job]) => job.kind !== "layout");
  for (const state of ["running", "paused", "queued"] as const) {
    const found = mine.findLast(([, job]) => job.state === state);
    if (found) return { id: found[0], job: found[1] };
  }
  return null;
});

/** Candidates whose own network was trained to the end, so that there are weights to take away. */
export const finishedCandidates = remembered((runs: Collection<"runs">): readonly string[] => {
  const done = Object.values(runs).filter((run) => run.purpose === "final" && run.state === "done");
  return [...new Set(done.flatMap((run) => run.candidate ?? []))];
});

/** The cell that is open as a board: the chosen one, else the first. */
export function openedCell(cells: Collection<"cells">, chosen: string | null): CellRecord | null {
  return (chosen === null ? undefined : cells[chosen]) ?? cellsInOrder(cells)[0] ?? null;
}

/** The run in which a candidate's own network was trained to the end; the latest of several. */
export function finalRunOf(runs: Collection<"runs">, candidate: string): RunRecord | null {
  const mine = Object.values(runs).filter((run) => run.purpose === "final" && run.candidate === candidate);
  return mine.findLast((run) => run.state === "done") ?? null;
}

export const interventionsNewestFirst = remembered(
  (interventions: Collection<"interventions">): readonly InterventionRecord[] =>
    Object.values(interventions).sort((a, b) => b.seq - a.seq),
);

/** How many candidates the newest scores rest on: those that were measured with the weights of these scores. */
export function scoredCandidates(evaluations: Collection<"evaluations">, scores: Collection<"scores">): number {
  const newest = newestScores(scores);
  return newest ? (candidatesByWeights(evaluations).get(newest.weights)?.size ?? 0) : 0;
}

const candidatesByWeights = remembered(
  (evaluations: Collection<"evaluations">): ReadonlyMap<number, ReadonlySet<string>> => {
    const groups = grouped(Object.values(evaluations), (evaluation) => evaluation.weights);
    return new Map([...groups].map(([weights, each]) => [weights, new Set(each.map(({ candidate }) => candidate))]));
  },
);
