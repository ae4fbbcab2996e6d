/** What a lasso takes, quickly enough to be counted while it is drawn, and the outline of a set of marks. Pure. */
import { boundsOf, boxContains, type Marks, type Point, type Polygon } from "./geometry";
import type { Grid } from "./geometryNearest";

/** Marks as a mask: 1 at the index of each that is meant. */
export type Mask = Uint8Array;

/** Edges as four numbers each (from x, y, to x, y): typed arrays, since these are the innermost loops of a lasso. */
function edgesOf(polygon: Polygon): Float64Array {
  const edges = new Float64Array(polygon.length * 4);
  polygon.forEach(([x, y], index) => {
    const before = polygon[(index || polygon.length) - 1]!;
    edges.set([before[0], before[1], x, y], index * 4);
  });
  return edges;
}

/** Puts the edges that a horizontal line between two heights can cross into `near`; how many numbers that are. */
function crossing(edges: Float64Array, low: number, high: number, near: Float64Array): number {
  let filled = 0;
  for (let at = 0; at < edges.length; at += 4) {
    const [from, to] = [edges[at + 1]!, edges[at + 3]!];
    if ((from > high && to > high) || (from <= low && to <= low)) continue;
    for (let part = 0; part < 4; part++) near[filled++] = edges[at + part]!;
  }
  return filled;
}

function evenOdd(edges: Float64Array, filled: number, x: number, y: number): boolean {
  let inside = false;
  for (let at = 0; at < filled; at += 4) {
    const [fromY, toY] = [edges[at + 1]!, edges[at + 3]!];
    if (toY > y === fromY > y) continue;
    const toX = edges[at + 2]!;
    if (x < toX + ((edges[at]! - toX) * (y - toY)) / (fromY - toY)) inside = !inside;
  }
  return inside;
}

/**
 * The marks inside a lasso, by the rule of `polygonContains`: the grid's rows hold marks of about one height, so that
 * each mark meets only the few edges that pass its row. `shown` leaves out what is hidden.
 */
export function insideLasso(polygon: Polygon, grid: Grid, shown: Mask | null = null): Mask {
  const { marks, columns, starts, order } = grid;
  const mask = new Uint8Array(marks.ids.length);
  if (polygon.length < 3) return mask;
  const [edges, bounds] = [edgesOf(polygon), boundsOf(polygon)];
  const near = new Float64Array(edges.length);
  for (let row = 0; row < columns; row++) {
    const [first, last] = [starts[row * columns]!, starts[(row + 1) * columns]!];
    let [low, high] = [Infinity, -Infinity];
    for (let at = first; at < last; at++) {
      low = Math.min(low, marks.y[order[at]!]!);
      high = Math.max(high, marks.y[order[at]!]!);
    }
    if (low > bounds.high || high < bounds.low) continue;
    const filled = crossing(edges, low, high, near);
    for (let at = first; at < last; at++) {
      const index = order[at]!;
      const [x, y] = [marks.x[index]!, marks.y[index]!];
      if (shown?.[index] !== 0 && boxContains(bounds, x, y) && evenOdd(near, filled, x, y)) mask[index] = 1;
    }
  }
  return mask;
}

export function countOf(mask: Mask): number {
  let count = 0;
  for (const each of mask) count += each;
  return count;
}

/** The ids that a mask means, in the marks' order. */
export function idsOf(mask: Mask, ids: readonly string[]): string[] {
  const found: string[] = [];
  for (let index = 0; index < mask.length; index++) if (mask[index]) found.push(ids[index]!);
  return found;
}

/** The mask of ids; those that no mark has are passed over. */
export function maskOf(ids: Iterable<string>, index: ReadonlyMap<string, number>): Mask {
  const mask = new Uint8Array(index.size);
  for (const id of ids) {
    const at = index.get(id);
    if (at !== undefined) mask[at] = 1;
  }
  return mask;
}

function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

function half(points: readonly Point[]): Point[] {
  const chain: Point[] = [];
  for (const point of points) {
    while (chain.length > 1 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
    chain.push(point);
  }
  return chain.slice(0, -1);
}

/** The convex hull of points, anticlockwise (Andrew's monotone chain); of fewer than three, these. */
export function hullOf(points: readonly Point[]): Point[] {
  if (points.length < 3) return [...points];
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return [...half(sorted), ...half(sorted.reverse())];
}

/** The points of those marks that have one of the ids. */
export function placesOf(ids: readonly string[], marks: Marks, index: ReadonlyMap<string, number>): Point[] {
  return ids.flatMap((id): Point[] => {
    const at = index.get(id);
    return at === undefined ? [] : [[marks.x[at]!, marks.y[at]!]];
  });
}
