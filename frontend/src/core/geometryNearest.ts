/** Which mark is nearest to a place: a grid over the marks, made once for a set of positions. Pure. */
import type { Box, Marks, Point } from "./geometry";

/** Marks bucketed by square: `starts[cell]` to `starts[cell + 1]` are positions in `order`. */
export type Grid = Readonly<{
  marks: Marks;
  box: Box;
  columns: number;
  starts: Uint32Array;
  order: Uint32Array;
}>;

const MARKS_PER_CELL = 4;

function column(value: number, low: number, high: number, columns: number): number {
  const share = high > low ? (value - low) / (high - low) : 0;
  return Math.max(0, Math.min(columns - 1, Math.floor(share * columns)));
}

function boxOf(marks: Marks): Box {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let index = 0; index < marks.ids.length; index++) {
    left = Math.min(left, marks.x[index]!);
    right = Math.max(right, marks.x[index]!);
    low = Math.min(low, marks.y[index]!);
    high = Math.max(high, marks.y[index]!);
  }
  return { left, right, low, high };
}

/** A grid over `marks`, for `nearest`. */
export function gridOf(marks: Marks): Grid {
  const count = marks.ids.length;
  const columns = Math.max(1, Math.ceil(Math.sqrt(count / MARKS_PER_CELL)));
  const box = boxOf(marks);
  const cells = Uint32Array.from(
    { length: count },
    (_, index) =>
      column(marks.y[index]!, box.low, box.high, columns) * columns +
      column(marks.x[index]!, box.left, box.right, columns),
  );
  const starts = new Uint32Array(columns * columns + 1);
  cells.forEach((cell) => starts[cell + 1]!++);
  for (let cell = 0; cell < columns * columns; cell++) starts[cell + 1]! += starts[cell]!;
  const order = new Uint32Array(count);
  const filled = starts.slice();
  cells.forEach((cell, index) => (order[filled[cell]!++] = index));
  return { marks, box, columns, starts, order };
}

/**
 * The index of the mark nearest to (x, y) within `radius`, or null; of two equally near ones the later.
 * Hidden ones (0 in `shown`) do not count.
 */
export function nearest(
  grid: Grid,
  x: number,
  y: number,
  radius: number,
  shown: Uint8Array | null = null,
): number | null {
  const { marks, box, columns, starts, order } = grid;
  let [found, least] = [null as number | null, radius * radius];
  const across = (at: number) => column(at, box.left, box.right, columns);
  const up = (at: number) => column(at, box.low, box.high, columns);
  const [first, last] = [across(x - radius), across(x + radius)];
  const [bottom, top] = [up(y - radius), up(y + radius)];
  for (let row = bottom; row <= top; row++) {
    for (let at = starts[row * columns + first]!; at < starts[row * columns + last + 1]!; at++) {
      const index = order[at]!;
      if (shown?.[index] === 0) continue;
      const distance = (marks.x[index]! - x) ** 2 + (marks.y[index]! - y) ** 2;
      if (distance < least || (distance === least && index > (found ?? -1)))
        [found, least] = [index, distance];
    }
  }
  return found;
}

/** Which way an arrow key goes, as a step on the map (y upwards). */
export const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/**
 * The next mark from `from` in a direction: the nearest one there, where lying aside counts double; null at
 * the rim.
 */
export function neighbourTowards(
  marks: Marks,
  from: number,
  [right, up]: Point,
  shown: Uint8Array | null = null,
): number | null {
  let [found, least] = [null as number | null, Infinity];
  for (let index = 0; index < marks.ids.length; index++) {
    const [x, y] = [marks.x[index]! - marks.x[from]!, marks.y[index]! - marks.y[from]!];
    const [ahead, aside] = [x * right + y * up, Math.abs(x * up) + Math.abs(y * right)];
    const cost = ahead + 2 * aside;
    if (index !== from && shown?.[index] !== 0 && ahead > 0 && cost < least) [found, least] = [index, cost];
  }
  return found;
}
