/** How paths' scores got where they are: their places after each iteration. Pure. */
import type { ScoresHistory } from "@schema";
import type { PathMeasure } from "./chartPaths";
import type { PixelScales } from "./chartPathsPlace";
import type { Point } from "./geometry";
import type { Collection } from "./records";

/** What was known of one path after one iteration (from 0). */
export type PathMoment = Readonly<{
  iteration: number;
  weights: number;
  frequency: number;
  /** Null where the path was not there yet. */
  score: number | null;
  advantage: number | null;
}>;

/** A trail in pixels, oldest place first; a new segment begins where other weights made the counts start anew. */
export type PixelTrail = Readonly<{ colour: string; segments: readonly (readonly Point[])[] }>;

/** More trails than this at once would only be a tangle; the server answers for no more. */
export const MOST_TRAILS = 20;

/** The moments of each path, in order; which weights an iteration used is said by its record. */
export function momentsByPath(
  { iterations, histories }: ScoresHistory, records: Collection<"iterations">,
): ReadonlyMap<string, readonly PathMoment[]> {
  return new Map(
    histories.map(({ path, score, frequency, advantage }) => [
      path,
      iterations.map((iteration, index) => ({
        iteration,
        weights: records[iteration]?.weights ?? 0,
        frequency: frequency[index] ?? 0,
        score: score[index] ?? null,
        advantage: advantage[index] ?? null,
      })),
    ]),
  );
}

/** What the height is, and by what it is multiplied. */
export type Height = Readonly<{ measure: PathMeasure; unit: number }>;

/** The trail up to an iteration; moments without evidence have no place and break it. */
export function pixelTrail(
  moments: readonly PathMoment[], { measure, unit }: Height, scales: PixelScales, last: number, colour: string,
): PixelTrail {
  const segments: Point[][] = [];
  let weights: number | null = null;
  for (const moment of moments) {
    const value = moment[measure];
    if (moment.iteration > last) break;
    if (value === null || moment.weights !== weights) segments.push([]);
    weights = value === null ? null : moment.weights;
    if (value !== null) segments.at(-1)?.push([scales.x.of(moment.frequency), scales.y.of(value * unit)]);
  }
  return { colour, segments: segments.filter((segment) => segment.length > 0) };
}
