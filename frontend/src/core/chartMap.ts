/** What the map shows: where candidates lie, what they are coloured by, and which stand out. Pure. */
import type { StudyRecord } from "@schema";
import { CHROME, sequential, shareOf, type Theme } from "./colour";
import type { Marks } from "./geometry";
import type { Collection } from "./records";
import { extent, type Range } from "./scales";
import type { Hover, Selection } from "./selection";
import { candidatesWith } from "./selectors";

/** Places on the map as columns, in the order of the records. */
export type MapPoints = Marks &
  Readonly<{ x: Float32Array; y: Float32Array; index: ReadonlyMap<string, number> }>;

/** Objective of each point, null where it is not evaluated, and whether that is under older weights. */
export type Colouring = Readonly<{
  values: readonly (number | null)[];
  older: readonly boolean[];
  range: Range | null;
}>;

/** How a point stands out at this moment. */
export type Emphasis = "plain" | "dimmed" | "marked";

/** Diameters in CSS pixels, colours (four bytes each), and 1 where only a rim is drawn. */
export type PointStyles = Readonly<{ sizes: Float32Array; colours: Uint8Array; hollow: Float32Array }>;

export function mapPoints(records: Collection<"points">): MapPoints {
  const points = Object.values(records);
  const ids = points.map((point) => point.candidate);
  return {
    ids,
    x: Float32Array.from(points, (point) => point.x),
    y: Float32Array.from(points, (point) => point.y),
    index: new Map(ids.map((id, index) => [id, index])),
  };
}

/** Objectives of the points; `range` spans those that were measured with the current weights, or else all. */
export function colouringOf(
  ids: readonly string[],
  candidates: Collection<"candidates">,
  study: Pick<StudyRecord, "objective" | "weights">,
): Colouring {
  const records = ids.map((id) => candidates[id]);
  const values = records.map((record) =>
    record?.evaluated ? (record.objectives[study.objective.name] ?? null) : null,
  );
  const older = records.map((record) => record?.evaluated === true && record.weights !== study.weights);
  const range = extent(values.filter((_, index) => !older[index])) ?? extent(values);
  return { values, older, range };
}

/** How good a value is within the range, from 0 to 1, whichever way is better. */
export function goodness(
  value: number,
  range: Range,
  direction: StudyRecord["objective"]["direction"],
): number {
  const share = shareOf(value, range[0], range[1]);
  return direction === "maximize" ? share : 1 - share;
}

/**
 * The candidates that stand out on the map, or null where none does: those with the hovered path, else several
 * hovered ones, else a selection of several. A single one has a ring instead, so that the map stays readable.
 */
export function standingOut(
  hover: Hover | null,
  selection: Selection,
  candidates: Collection<"candidates">,
): ReadonlySet<string> | null {
  if (hover?.kind === "path") return new Set(candidatesWith(candidates, hover.ids));
  if (hover?.kind === "candidate" && hover.ids.length > 1) return new Set(hover.ids);
  return selection.candidates.length > 1 ? new Set(selection.candidates) : null;
}

/** Marks what is in `standing` and dims the rest; nothing stands out where it is null. */
export function emphasisOf(ids: readonly string[], standing: ReadonlySet<string> | null): Emphasis[] {
  return ids.map((id) => (standing === null ? "plain" : standing.has(id) ? "marked" : "dimmed"));
}

const DIAMETER = { waiting: 5, evaluated: 9, marked: 2.5 };
const OPACITY: Readonly<Record<Emphasis, { waiting: number; evaluated: number }>> = {
  plain: { waiting: 0.5, evaluated: 1 },
  dimmed: { waiting: 0.12, evaluated: 0.16 },
  marked: { waiting: 0.95, evaluated: 1 },
};

/** Size and colour of every point; what is not evaluated is grey. */
export function stylesOf(
  colouring: Colouring,
  emphasis: readonly Emphasis[],
  direction: StudyRecord["objective"]["direction"],
  theme: Theme,
): PointStyles {
  const length = colouring.values.length;
  const styles = {
    sizes: new Float32Array(length),
    colours: new Uint8Array(length * 4),
    hollow: new Float32Array(length),
  };
  colouring.values.forEach((value, index) => {
    const how = emphasis[index] ?? "plain";
    const kind = value === null ? "waiting" : "evaluated";
    const share =
      value === null || colouring.range === null ? null : goodness(value, colouring.range, direction);
    const rgb = share === null ? CHROME[theme].faint : sequential(share, theme);
    styles.sizes[index] = DIAMETER[kind] + (how === "marked" ? DIAMETER.marked : 0);
    styles.colours.set([...rgb, Math.round(OPACITY[how][kind] * 255)], index * 4);
    styles.hollow[index] = colouring.older[index] ? 1 : 0;
  });
  return styles;
}

const LEVEL: Readonly<Record<Emphasis, number>> = { dimmed: 0, plain: 2, marked: 4 };
const HIGHEST = 5;

/** The order to draw in: dimmed first, marked last, and the evaluated above what waits. */
export function drawingOrder(colouring: Colouring, emphasis: readonly Emphasis[]): Uint32Array {
  const height = colouring.values.map(
    (value, index) => LEVEL[emphasis[index] ?? "plain"] + (value === null ? 0 : 1),
  );
  const order = new Uint32Array(height.length);
  let filled = 0;
  for (let rank = 0; rank <= HIGHEST; rank++) {
    height.forEach((each, index) => {
      if (each === rank) order[filled++] = index;
    });
  }
  return order;
}

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
