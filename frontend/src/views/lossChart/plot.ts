/** The plot itself: uPlot, made once for a set of curves, given new data as it comes, and asked where the cursor is. */
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { columnsOf, type Curve, type Measure } from "../../core/chartLoss";
import type { Now } from "../../core/chartLossNow";
import { heightsOf, logTicks, type Heights, type LossScale } from "../../core/chartLossRange";
import { decimal } from "../../core/chartFormat";
import type { Theme } from "../../core/colour";
import { niceTicks, tickDigits } from "../../core/scales";
import { fontOf, inksOf, type Inks } from "../../parts/canvas";
import type { Size } from "../../parts/useSize";
import { drawClipped, drawNames, drawNow } from "./drawings";
import { strokesOf, type Stroke } from "./strokes";

export interface LossPlotHandle {
  readonly show: (curves: readonly Curve[]) => void;
  /** Where training is now; null where none runs. */
  readonly mark: (now: Now | null) => void;
  readonly resize: (size: Size) => void;
  /** Puts the cursor on an epoch by its place in the data, or takes it away. */
  readonly point: (index: number | null) => void;
  readonly destroy: () => void;
}

interface Options {
  readonly curves: readonly Curve[];
  readonly measure: Measure;
  readonly scale: LossScale;
  readonly theme: Theme;
  /** Told which epoch the cursor is at, by its place in the data. */
  readonly onCursor: (index: number | null) => void;
}

/** What the drawings read: it changes while the plot stays. */
export interface Shown {
  curves: readonly Curve[];
  heights: Heights;
  now: Now | null;
  readonly strokes: readonly Stroke[];
  readonly inks: Inks;
}

const TICKS = 4;
const NAME = 11;
/** Room beside a name at the right. */
const BESIDE = 12;
/** With more epochs than this, dots on the curves would only thicken them. */
const MOST_DOTS = 40;
const WHOLE = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

export function createLossPlot(element: HTMLElement, options: Options): LossPlotHandle {
  const { curves, measure, scale, theme, onCursor } = options;
  const shown: Shown = {
    curves,
    heights: heightsOf(curves, measure, scale),
    now: null,
    strokes: strokesOf(curves, theme),
    inks: inksOf(element),
  };
  const size = { width: element.clientWidth, height: element.clientHeight };
  const plot = new uPlot({ ...size, ...optionsOf(shown, options) }, columnsOf(curves), element);
  return {
    show: (next) => {
      shown.curves = next;
      shown.heights = heightsOf(next, measure, scale);
      plot.setData(columnsOf(next));
      onCursor(plot.cursor.idx ?? null);
    },
    mark: (now) => {
      const moved = now?.end !== shown.now?.end;
      shown.now = now;
      if (moved) plot.setData(plot.data);
      else plot.redraw(false, false);
    },
    resize: (next) => plot.setSize(next),
    point: (index) => {
      const x = index === null ? undefined : plot.data[0][index];
      plot.setCursor(x === undefined ? { left: -10, top: -10 } : { left: plot.valToPos(x, "x"), top: 1 });
    },
    destroy: () => plot.destroy(),
  };
}

function optionsOf(shown: Shown, { curves, measure, scale, onCursor }: Options): Omit<uPlot.Options, "width" | "height"> {
  const { inks } = shown;
  const logarithmic = scale === "log" && measure !== "accuracy";
  const ticks = (low: number, high: number) => (logarithmic ? logTicks([low, high]) : niceTicks([low, high], TICKS));
  return {
    padding: [12, namesRoom(curves), 0, 0],
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, y: false },
    scales: {
      x: { time: false, range: (_, __, high) => [0, Math.max(high || 1, shown.now?.end ?? 1, 1)] },
      // uPlot declares an enum that does not exist when the page runs.
      // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
      y: { distr: logarithmic ? 3 : 1, range: () => [...shown.heights.range] },
    },
    axes: [
      axis(inks, { size: 24, incrs: WHOLE, grid: { show: false }, values: (_, splits) => splits.map(String) }),
      axis(inks, {
        size: 48,
        splits: (_, __, low, high) => ticks(low, high),
        ...(logarithmic && { filter: (_: uPlot, splits: number[]) => splits }),
        values: (_, splits) => splits.map((value) => written(value, splits, logarithmic)),
      }),
    ],
    series: [{}, ...curves.map((curve, index) => seriesOf(curve, shown.strokes[index]!))],
    hooks: {
      draw: [(plot) => drawNow(plot, shown), (plot) => drawNames(plot, shown), (plot) => drawClipped(plot, shown)],
      setCursor: [(plot) => onCursor(plot.cursor.idx ?? null)],
    },
  };
}

function written(value: number, splits: readonly number[], logarithmic: boolean): string {
  if (logarithmic) return value < 0.001 ? value.toExponential(0) : String(value);
  const step = Math.abs((splits[1] ?? 1) - (splits[0] ?? 0)) || 1;
  return decimal(value, tickDigits(step));
}

function seriesOf(curve: Curve, { colour, dash }: Stroke): uPlot.Series {
  return {
    label: curve.label,
    stroke: colour,
    width: curve.minor ? 1 : 1.75,
    spanGaps: true,
    points: { show: (_, __, first, last) => !curve.minor && last - first < MOST_DOTS, size: 5, fill: colour },
    ...(dash && { dash: [...dash] }),
  };
}

function axis(inks: Inks, more: uPlot.Axis): uPlot.Axis {
  return { stroke: inks.soft, font: fontOf(NAME), ticks: { show: false }, grid: { stroke: inks.line, width: 1 }, ...more };
}

/** Room for the longest name, so that none is cut. */
function namesRoom(curves: readonly Curve[]): number {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return 80;
  context.font = fontOf(NAME);
  const names = curves.filter(({ minor }) => !minor).map(({ label }) => context.measureText(label).width);
  return Math.ceil(Math.max(40, ...names)) + BESIDE;
}
