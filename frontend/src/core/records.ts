/**
 * The state of a study as the browser holds it: the records of the contract, and how snapshots and patches change
 * them. Pure, with structural sharing: what a patch does not touch keeps its identity, so that selectors and
 * components can compare by reference.
 */
import type { PatchFrame, Records, Snapshot } from "@schema";

type Full = Required<Records>;
export type CollectionName = keyof Full;
/** A collection: records by id. */
export type Collection<Name extends CollectionName> = Readonly<Record<string, Full[Name][string]>>;
/** Every collection of a study; those without records are empty, never absent. */
export type Collections = { readonly [Name in CollectionName]: Collection<Name> };

/** Records together with the sequence number of the last event that they contain. */
export interface State {
  readonly seq: number;
  readonly records: Collections;
}

export const NO_RECORDS: Collections = {
  study: {}, jobs: {}, cells: {}, paths: {}, candidates: {}, evaluations: {}, points: {}, runs: {}, epochs: {},
  iterations: {}, scores: {}, regions: {}, interventions: {},
};

const NAMES = Object.keys(NO_RECORDS) as CollectionName[];

export function fromSnapshot(snapshot: Pick<Snapshot, "seq" | "records">): State {
  return { seq: snapshot.seq, records: { ...NO_RECORDS, ...(snapshot.records as Partial<Collections>) } };
}

type Change = Pick<PatchFrame, "from_seq" | "seq" | "put" | "drop">;

/** Whether a patch is the next one: neither from before what is known nor from after something missed. */
export function follows(state: State, patch: Change): "next" | "known" | "gap" {
  if (patch.seq <= state.seq) return "known";
  return patch.from_seq <= state.seq ? "next" : "gap";
}

/** The state after patches that follow one another; each touched collection is copied once, however many there are. */
export function applyPatches(state: State, patches: readonly Change[]): State {
  const last = patches.at(-1);
  if (!last) return state;
  const records = Object.fromEntries(NAMES.map((name) => [name, changed(name, state.records, patches)]));
  return { seq: last.seq, records: records as unknown as Collections };
}

function changed(name: CollectionName, records: Collections, patches: readonly Change[]): unknown {
  const before: Readonly<Record<string, unknown>> = records[name];
  if (!patches.some((patch) => touches(name, patch))) return before;
  const after: Record<string, unknown> = { ...before };
  for (const patch of patches) {
    for (const id of patch.drop[name] ?? []) Reflect.deleteProperty(after, id);
    for (const [id, record] of Object.entries(patch.put[name] ?? {})) after[id] = shared(after[id], record);
  }
  return after;
}

/**
 * A value as it came, but with the parts of the one before where they say the same. The study's record comes whole with
 * every epoch; without this, whatever depends on its objective or its layout would be computed anew each time.
 */
function shared(before: unknown, now: unknown): unknown {
  if (before === now || !isObject(before) || !isObject(now) || Array.isArray(before) !== Array.isArray(now)) return now;
  const keys = Object.keys(now);
  const parts = keys.map((key) => shared(before[key], now[key]));
  const nothingNew = keys.every((key, i) => key in before && parts[i] === before[key]);
  if (nothingNew && keys.length === Object.keys(before).length) return before;
  if (keys.every((key, i) => parts[i] === now[key])) return now;
  return Array.isArray(now) ? parts : Object.fromEntries(keys.map((key, i) => [key, parts[i]]));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function touches(name: CollectionName, patch: Change): boolean {
  return Object.keys(patch.put[name] ?? {}).length > 0 || (patch.drop[name] ?? []).length > 0;
}
