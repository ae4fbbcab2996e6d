/** What is lit, dimmed, hovered and selected among the bricks, and how two candidates in view compare. */
import type { StudyState } from "./context";
import type { Collection } from "./records";
import { viewed, type Viewed } from "./selection";
import { remembered } from "./selectors";

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
export interface BrickMarks {
  readonly hovered: ReadonlySet<string>;
  readonly selected: ReadonlySet<string>;
  /** Lit while all else is dimmed; null: nothing is dimmed. */
  readonly lit: ReadonlySet<string> | null;
  readonly comparison: Comparison | null;
}

type Inputs = Pick<StudyState, "hover" | "selection" | "records" | "view">;

/** A function that keeps its last answer while what it depends on is the same. */
function latest<Arguments extends readonly unknown[], Value>(compute: (...of: Arguments) => Value): (...of: Arguments) => Value {
  let last: { readonly of: Arguments; readonly value: Value } | null = null;
  return (...of) => {
    if (!last || of.some((value, i) => value !== last?.of[i])) last = { of, value: compute(...of) };
    return last.value;
  };
}

const NOT_HOVERED: readonly string[] = [];
const setOf = remembered((ids: readonly string[]): ReadonlySet<string> => new Set(ids));
const viewedNow = latest(viewed);
const comparedNow = latest(comparisonOf);
const litNow = latest((now: Viewed | null, comparison: Comparison | null, shown: Shown) => now && litOf(now, comparison, shown));
const marksNow = latest(
  (hovered: ReadonlySet<string>, selected: ReadonlySet<string>, lit: ReadonlySet<string> | null, comparison: Comparison | null): BrickMarks => ({
    hovered, selected, lit, comparison,
  }),
);

/** The candidates in view; the same value while neither they nor the one that is hovered change. */
export function viewedOf({ hover, selection, records }: Omit<Inputs, "view">): Viewed | null {
  return viewedNow(hover?.kind === "candidate" ? hover : null, selection, records.candidates);
}

/**
 * The marks of a state. The same value as before, and so is each of its parts, while nothing that they depend on
 * changed: a cell that is hovered marks no brick.
 */
export function brickMarksOf({ hover, selection, records, view }: Inputs): BrickMarks {
  const now = viewedOf({ hover, selection, records });
  const comparison = comparedNow(now, records.candidates);
  const shown = SHOWN.find((each) => each === view["lego.compare"]) ?? "both";
  const hovered = setOf(hover?.kind === "path" ? hover.ids : NOT_HOVERED);
  return marksNow(hovered, setOf(selection.paths), litNow(now, comparison, shown), comparison);
}

/** Whether bricks look otherwise after a change of the marks; most moves of the pointer concern a few of them. */
export function marksDiffer(before: BrickMarks, after: BrickMarks, concerns: (path: string) => boolean): boolean {
  if (before.lit !== after.lit || before.comparison !== after.comparison) return true;
  const moved = (one: ReadonlySet<string>, other: ReadonlySet<string>) => one !== other && [...one].some((path) => !other.has(path) && concerns(path));
  return [[before.hovered, after.hovered], [before.selected, after.selected]].some(([one, other]) => moved(one!, other!) || moved(other!, one!));
}

export function litOf(viewed: Viewed, comparison: Comparison | null, shown: Shown): ReadonlySet<string> {
  if (comparison === null || shown === "both") return viewed.paths;
  return new Set([...comparison.sides].filter(([, side]) => side === shown).map(([path]) => path));
}
