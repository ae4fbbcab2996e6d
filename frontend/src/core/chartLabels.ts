/** Where the names of curves are written, clear of one another and of what is drawn. Pure. */

/** Heights for labels near `wanted`, in pixels, at least `gap` apart and none below `bottom`. */
export function spread(wanted: readonly number[], gap: number, bottom: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = [...wanted];
  order.forEach((index, rank) => {
    const above = order[rank - 1];
    if (above !== undefined) placed[index] = Math.max(placed[index]!, placed[above]! + gap);
  });
  let limit = bottom;
  for (const index of [...order].reverse()) {
    placed[index] = Math.min(placed[index]!, limit);
    limit = placed[index] - gap;
  }
  return placed;
}

/** A point of the drawing, in pixels from the left and from the top. */
type Spot = readonly [x: number, y: number];

/** Where curves end and how wide their labels are, in pixels. */
export type Labelled = Readonly<{ x: number; y: number; width: number }>;

/**
 * Heights for the labels of curves, in pixels. Those that end at the right edge are only kept apart; a label within
 * the plot goes to the nearest height that is free over its whole width.
 *
 * @param lines every curve of the plot as its points
 * @param gap the height of a label
 */
export function labelHeights(
  ends: readonly Labelled[], lines: readonly (readonly Spot[])[], gap: number, right: number, bottom: number,
): number[] {
  const last = (end: Labelled) => end.x >= right - 1;
  const outer = spread(ends.filter(last).map((end) => end.y), gap, bottom);
  const written: Spot[] = [];
  return ends.map((end) => {
    if (last(end)) return outer.shift() ?? end.y;
    const height = freeHeight(end, [...lines.flat(), ...written], gap, bottom);
    written.push([end.x + 2, height], [end.x + end.width, height]);
    return height;
  });
}

/** The height nearest to the end of the curve at which nothing is drawn under the label. */
function freeHeight(end: Labelled, drawn: readonly Spot[], gap: number, bottom: number): number {
  const near = drawn.filter(([x]) => x > end.x + 1 && x <= end.x + end.width).map(([, y]) => y);
  const fits = (height: number) =>
    height >= gap / 2 && height <= bottom - gap / 2 && near.every((y) => Math.abs(y - height) >= gap - 0.01);
  const within = Math.max(gap / 2, Math.min(end.y, bottom - gap / 2));
  const possible = [within, ...near.flatMap((y) => [y - gap, y + gap])].filter(fits);
  const distance = (height: number) => Math.abs(height - end.y);
  return possible.reduce((best, height) => (distance(height) < distance(best) ? height : best), possible[0] ?? end.y);
}
