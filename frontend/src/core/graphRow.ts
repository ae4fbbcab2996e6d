/** The row of cells at a zoom: how large each is drawn, and at which zoom all are in sight. Pixels. */
import type { CellRecord } from "@schema";
import { blockSize, type Measures } from "./graphTemplate";

export const ROW_ZOOM = { least: 0.08, usual: 1, most: 1.6 };
/** Around the row. */
export const ROW_PAD = 6;

/** Zooming changes widths only: what lies below the row stays where it is. */
const CELL = { width: 128, height: 60 };
const GAP = { usual: 36, least: 8 };
/** Of the stem and the classifier: their words do not grow smaller. */
const END = { width: 60, height: 40 };

export function rowMeasures(zoom: number): Measures {
  return {
    gap: Math.max(GAP.least, GAP.usual * zoom),
    rise: 11,
    end: END,
    sizeOf: (cell: CellRecord) => blockSize(CELL.width * zoom, CELL.height, cell.inputs.length),
  };
}

/** How wide a row of so many cells is. */
export function rowWidth(cells: number, zoom: number): number {
  const { gap, end } = rowMeasures(zoom);
  return cells * CELL.width * zoom + (cells + 1) * gap + 2 * end.width + 2 * ROW_PAD;
}

/** The largest zoom, up to the usual one, at which so many cells are in sight. */
export function zoomToFit(cells: number, width: number): number {
  let [low, high] = [ROW_ZOOM.least, ROW_ZOOM.usual];
  if (rowWidth(cells, high) <= width) return high;
  for (let i = 0; i < 20; i += 1) {
    const middle = (low + high) / 2;
    if (rowWidth(cells, middle) <= width) low = middle;
    else high = middle;
  }
  return low;
}
