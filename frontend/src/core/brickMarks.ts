/** Two candidates in view: what they share and what only one of them has. */
import type { StudyState } from "./context";
import { marksOf, type Marks } from "./marks";
import type { Collection } from "./records";
import type { Viewed } from "./selection";

export type Side = "shared" | "first" | "second";

export interface Comparison {
  readonly first: string;
  readonly second: string;
  readonly sides: ReadonlyMap<string, Side>;
  readonly counts: Readonly<Record<Side, number>>;
}

/** Null where only one candidate is in view, or none. */
export function comparisonOf(viewed: Viewed | null, candidates: Collection<"candidates">): Comparison | null {
  if (viewed === null || viewed.second === null) return null;
  const mine = new Set(candidates[viewed.first]?.paths);
  const sides = new Map<string, Side>();
  const counts = { shared: 0, first: 0, second: 0 };
  for (const path of viewed.paths) {
    const side = viewed.shared.has(path) ? "shared" : mine.has(path) ? "first" : "second";
    sides.set(path, side);
    counts[side] += 1;
  }
  return { first: viewed.first, second: viewed.second, sides, counts };
}

/** Which paths of the two are lit: those of either, or one side alone. */
export const SHOWN = ["both", "shared", "first", "second"] as const;
export type Shown = (typeof SHOWN)[number];

/** The marks of bricks, with the comparison as it is set. */
export interface BrickMarks extends Pick<Marks, "hovered" | "selected"> {
  /** Lit while all else is dimmed; null: nothing is dimmed. */
  readonly lit: ReadonlySet<string> | null;
  readonly comparison: Comparison | null;
}

type Inputs = Pick<StudyState, "hover" | "selection" | "records" | "view">;

let last: { readonly of: readonly unknown[]; readonly marks: BrickMarks } | null = null;

/** The marks of a state; the same value as before while nothing that they depend on changed. */
export function brickMarksOf(state: Inputs): BrickMarks {
  const of = [marksOf(state), state.view["lego.compare"]];
  if (!last || of.some((value, i) => value !== last?.of[i])) last = { of, marks: computed(state) };
  return last.marks;
}

function computed(state: Inputs): BrickMarks {
  const { viewed, hovered, selected } = marksOf(state);
  const comparison = comparisonOf(viewed, state.records.candidates);
  const shown = SHOWN.find((each) => each === state.view["lego.compare"]) ?? "both";
  return { hovered, selected, comparison, lit: viewed && litOf(viewed, comparison, shown) };
}

export function litOf(viewed: Viewed, comparison: Comparison | null, shown: Shown): ReadonlySet<string> {
  if (comparison === null || shown === "both") return viewed.paths;
  return new Set([...comparison.sides].filter(([, side]) => side === shown).map(([path]) => path));
}
