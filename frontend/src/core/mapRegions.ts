/** Named regions as the map shows them: id sets that survive every layout, outlined where they lie together. Pure. */
import type { RegionRecord } from "@schema";
import type { Polygon } from "./geometry";
import { countOf, hullOf, insideLasso, maskOf, placesOf } from "./geometryLasso";
import type { Grid } from "./geometryNearest";
import type { Collection } from "./records";

export interface DrawnRegion {
  readonly id: string;
  readonly name: string;
  readonly region: RegionRecord;
  readonly focused: boolean;
  /** The lasso if it belongs to this layout, else a convex outline where few others lie within; null: ring members. */
  readonly outline: Polygon | null;
  /** Whether the outline is the lasso itself. */
  readonly drawn: boolean;
  /** How many candidates it means now: those inside the lasso where a focus is drawn, else its members. */
  readonly count: number;
}

/** The share of members among what an outline holds, from which on it says more than rings do. */
const MOSTLY = 0.6;
/** A region of more rings than this would hide the dots. */
export const MOST_RINGS = 500;

function outlined(region: RegionRecord, grid: Grid, index: ReadonlyMap<string, number>, version: number | undefined) {
  if (region.polygon !== null && region.layout_version === version) return { outline: region.polygon, drawn: true };
  const places = placesOf(region.candidates, grid.marks, index);
  const hull = hullOf(places);
  if (places.length < 3) return { outline: null, drawn: false };
  const members = maskOf(region.candidates, index);
  const strangers = countOf(insideLasso(hull, grid).map((inside, at) => (inside && !members[at] ? 1 : 0)));
  const together = places.length / (places.length + strangers) >= MOSTLY;
  return { outline: together ? hull : null, drawn: false };
}

/** Two sets of the same ids. */
function alike(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  const ids = new Set(a);
  return b.every((id) => ids.has(id));
}

/**
 * Every region with its outline, the focused one first. A focus on a saved region is one with it while it lasts, and
 * has its name.
 */
export function drawnRegions(
  regions: Collection<"regions">,
  grid: Grid,
  index: ReadonlyMap<string, number>,
  version: number | undefined,
): readonly DrawnRegion[] {
  const entries = Object.entries(regions);
  const focus = entries.find(([, region]) => region.focused)?.[1];
  const saved = entries.filter(([, region]) => !region.focused);
  const origin = focus && saved.find(([, region]) => alike(region.candidates, focus.candidates))?.[1];
  const kept = entries.filter(([, region]) => region !== origin);
  const drawn = kept.map(([id, region]): DrawnRegion => {
    const { outline, drawn } = outlined(region, grid, index, version);
    const count = region.focused && drawn && outline ? countOf(insideLasso(outline, grid)) : region.candidates.length;
    const { name } = region === focus && origin ? origin : region;
    return { id, name, region, focused: region.focused, outline, drawn, count };
  });
  return drawn.sort((a, b) => Number(b.focused) - Number(a.focused));
}

/** The next free name: A to Z, then A2 and so on. */
export function suggestedName(regions: Collection<"regions">): string {
  const taken = new Set(Object.values(regions).map((region) => region.name));
  for (let round = 1; ; round++) {
    for (let letter = 0; letter < 26; letter++) {
      const name = String.fromCharCode(65 + letter) + (round > 1 ? String(round) : "");
      if (!taken.has(name)) return name;
    }
  }
}
