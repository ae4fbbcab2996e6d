/** Plane geometry of the map and the charts: polygons, boxes, and what a lasso or a box takes. Pure. */
import type { Gesture } from "./selection";

export type Point = readonly [x: number, y: number];
export type Polygon = readonly Point[];
export type Box = Readonly<{ left: number; right: number; low: number; high: number }>;

/** Marks with ids, as columns of one length: `x[i]`, `y[i]` is where `ids[i]` lies. */
export type Marks = Readonly<{ ids: readonly string[]; x: ArrayLike<number>; y: ArrayLike<number> }>;

/** The box that two opposite corners span. */
export function boxBetween(a: Point, b: Point): Box {
  return {
    left: Math.min(a[0], b[0]),
    right: Math.max(a[0], b[0]),
    low: Math.min(a[1], b[1]),
    high: Math.max(a[1], b[1]),
  };
}

/** The smallest box around a polygon; empty (left above right) for a polygon without points. */
export function boundsOf(polygon: Polygon): Box {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of polygon) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    low = Math.min(low, y);
    high = Math.max(high, y);
  }
  return { left, right, low, high };
}

export function boxContains(box: Box, x: number, y: number): boolean {
  return x >= box.left && x <= box.right && y >= box.low && y <= box.high;
}

/** Whether a point lies inside a polygon, by the even-odd rule; the polygon closes itself. */
export function polygonContains(polygon: Polygon, x: number, y: number): boolean {
  let inside = false;
  let previous = polygon[polygon.length - 1];
  for (const corner of polygon) {
    if (previous !== undefined && corner[1] > y !== previous[1] > y) {
      const crossing = corner[0] + ((previous[0] - corner[0]) * (y - corner[1])) / (previous[1] - corner[1]);
      if (x < crossing) inside = !inside;
    }
    previous = corner;
  }
  return inside;
}

/** Ids of the marks inside a lasso, in the marks' order. A lasso of fewer than three points takes none. */
export function insidePolygon(polygon: Polygon, marks: Marks): string[] {
  if (polygon.length < 3) return [];
  const bounds = boundsOf(polygon);
  return marks.ids.filter((_, index) => {
    const [x, y] = [marks.x[index] ?? NaN, marks.y[index] ?? NaN];
    return boxContains(bounds, x, y) && polygonContains(polygon, x, y);
  });
}

/** Ids of the marks inside a box, its border included, in the marks' order. */
export function insideBox(box: Box, marks: Marks): string[] {
  return marks.ids.filter((_, index) => boxContains(box, marks.x[index] ?? NaN, marks.y[index] ?? NaN));
}

/** What held keys mean while something is drawn: Meta or Ctrl adds, Alt subtracts. */
export function gestureOf(keys: { metaKey: boolean; ctrlKey: boolean; altKey: boolean }): Gesture {
  if (keys.altKey) return "subtract";
  return keys.metaKey || keys.ctrlKey ? "add" : "replace";
}

/** A drawn line without the points that lie closer than `gap` to the one kept before them. */
export function thinned(line: Polygon, gap: number): Point[] {
  const kept: Point[] = [];
  for (const point of line) {
    const last = kept[kept.length - 1];
    if (last === undefined || Math.hypot(point[0] - last[0], point[1] - last[1]) >= gap) kept.push(point);
  }
  return kept;
}
