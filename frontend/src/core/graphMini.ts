/** A cell's bricks very small: an edge a column, an operation a row, so that a pale or missing one is seen. */
import type { CellRecord, PathRecord } from "@schema";
import { boardOf } from "./board";
import type { Stud } from "./graphCell";

export function miniStuds(cell: CellRecord, paths: readonly PathRecord[], width: number, height: number): readonly Stud[] {
  const { edges } = boardOf(cell, paths);
  const rows = Math.max(1, ...edges.map((edge) => edge.paths.length));
  const step = { x: Math.min(width / Math.max(1, edges.length), 16), y: Math.min(height / rows, 12) };
  const gap = { x: Math.min(1.5, step.x / 5), y: Math.min(1.5, step.y / 5) };
  return edges.flatMap((edge, i) =>
    edge.paths.map((path, j) => ({ path, x: i * step.x, y: j * step.y, width: step.x - gap.x, height: step.y - gap.y })),
  );
}
