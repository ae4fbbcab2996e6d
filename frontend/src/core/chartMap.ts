/** Where candidates lie on the map, and how the dots move from one layout to the next. Pure. */
import type { CandidateRecord, StudyRecord } from "@schema";
import type { Marks } from "./geometry";
import type { Collection } from "./records";

/** Places on the map as columns, in the order of the records. */
export type MapPoints = Marks &
  Readonly<{
    x: Float32Array;
    y: Float32Array;
    index: ReadonlyMap<string, number>;
    /** The cluster of each point; -1 for none. */
    clusters: Int16Array;
  }>;

export function mapPoints(records: Collection<"points">): MapPoints {
  const points = Object.values(records);
  const ids = points.map((point) => point.candidate);
  return {
    ids,
    x: Float32Array.from(points, (point) => point.x),
    y: Float32Array.from(points, (point) => point.y),
    index: new Map(ids.map((id, index) => [id, index])),
    clusters: Int16Array.from(points, (point) => point.cluster ?? -1),
  };
}

/** The candidates of the points; absent where a point has outlived its candidate. */
export type Members = readonly (CandidateRecord | undefined)[];

export const membersOf = (points: MapPoints, candidates: Collection<"candidates">): Members =>
  points.ids.map((id) => candidates[id]);

/** Positions on the way from one layout to the next; a point without a former place is at its new one. */
export function between(
  before: MapPoints,
  after: MapPoints,
  share: number,
): { x: Float32Array; y: Float32Array } {
  const [x, y] = [after.x.slice(), after.y.slice()];
  after.ids.forEach((id, index) => {
    const former = before.index.get(id);
    if (former === undefined) return;
    x[index] = before.x[former]! + (after.x[index]! - before.x[former]!) * share;
    y[index] = before.y[former]! + (after.y[index]! - before.y[former]!) * share;
  });
  return { x, y };
}

/** Ids that a later set of points has and an earlier one had not; none where there was none before. */
export function arrivals(before: MapPoints, after: MapPoints): string[] {
  return before.ids.length === 0 ? [] : after.ids.filter((id) => !before.index.has(id));
}

/** How many points were placed since the last fit, and whether they are enough for another fit to be worth offering. */
export function placedSince(layout: StudyRecord["layout"], points: number): { placed: number; many: boolean } {
  const fitted = layout?.fitted ?? points;
  const placed = Math.max(0, points - fitted);
  return { placed, many: placed >= 50 && placed >= fitted / 2 };
}
