/** Where the plot lies within its element, in CSS pixels. */
import type { PixelScales } from "../../core/chartPathsPlace";
import type { Domains } from "../../core/chartPaths";
import { linear } from "../../core/scales";
import type { Size } from "../../parts/useSize";

export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Room for tick labels, and for half a dot at the rims. */
const MARGIN = { left: 44, right: 16, top: 8, bottom: 24 };

export function frameOf({ width, height }: Size): Frame {
  return {
    left: MARGIN.left,
    right: Math.max(MARGIN.left, width - MARGIN.right),
    top: MARGIN.top,
    bottom: Math.max(MARGIN.top, height - MARGIN.bottom),
  };
}

export function scalesOf({ x, y }: Domains, { left, right, top, bottom }: Frame): PixelScales {
  return { x: linear(x, [left, right]), y: linear(y, [bottom, top]) };
}
