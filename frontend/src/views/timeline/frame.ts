/** Where the timeline's chart has room for what, in pixels. */
import { linear } from "../../core/scales";
import type { Course } from "../../core/timeline";
import type { DrawnTwin } from "../../core/twins";
import { heightRange } from "../../core/timelineChart";
import type { Size } from "../../parts/useSize";

export const MARGIN = { left: 48, right: 16, top: 8, bottom: 20 };
/** Rows of words above the curve, and the height of one. */
export const ROWS = 2;
export const ROW = 14;
/** Within which events share a mark, and within half of which a pointer is at one. */
export const GAP = 6;

export type Scales = ReturnType<typeof scalesOf>;

/** Evaluations across, the objective upwards; `low` is where the curve's room ends. */
export function scalesOf(course: Course, twins: readonly DrawnTwin[], { width, height }: Size) {
  const x = linear([0, Math.max(1, course.total, ...twins.map(({ to }) => to))], [MARGIN.left, Math.max(MARGIN.left, width - MARGIN.right)]);
  const low = Math.max(MARGIN.top, height - MARGIN.bottom);
  return { x, y: linear(heightRange(course, twins), [low, Math.min(low, MARGIN.top + ROWS * ROW)]), low };
}
