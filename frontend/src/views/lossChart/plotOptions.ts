/** How uPlot draws the curves: hairlines, few ticks, each curve named at its end. */
import type uPlot from "uplot";
import { decimal } from "../../core/chartFormat";
import { labelHeights, type Curve, type Measure } from "../../core/chartLoss";
import { CHROME, css, type Theme } from "../../core/colour";
import { niceDomain, niceTicks, tickDigits } from "../../core/scales";

const COLOURS: Readonly<Record<Theme, Readonly<Record<Curve["role"], string>>>> = {
  light: { training: "#0072B2", validation: "#C04F00", final: "#8A4B7D" },
  dark: { training: "#56B4E9", validation: "#F0883E", final: "#D89AC0" },
};

/** Dashes tell several final networks apart without colour. */
const DASHES: readonly (readonly number[])[] = [
  [5, 3],
  [2, 2],
  [8, 3, 2, 3],
  [1, 3],
];
const FONT = '11px Inter, "Helvetica Neue", Arial, "Liberation Sans", sans-serif';
const LABEL_GAP = 13;
/** Width of the panel-coloured rim around a name, in pixels, where a line passes under it. */
const HALO = 4;
const TICKS = 4;
/** Room for the longest usual label, `final 7f3a`, at the right. */
const LABEL_ROOM = 72;
/** With more epochs than this, dots on the curves would only thicken them. */
const MOST_DOTS = 40;
const WHOLE = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

function seriesOf(curve: Curve, finals: readonly Curve[], theme: Theme): uPlot.Series {
  const stroke = COLOURS[theme][curve.role];
  const dash = curve.role === "final" ? DASHES[finals.indexOf(curve) % DASHES.length] : undefined;
  return {
    label: curve.label,
    stroke,
    width: 1.75,
    spanGaps: true,
    points: { show: (_, __, first, last) => last - first < MOST_DOTS, size: 5, fill: stroke },
    ...(dash && { dash: [...dash] }),
  };
}

/** Where each curve ends, in canvas pixels: read from the plot's own data, which grows while it is shown. */
function endsOf(plot: uPlot, curves: readonly Curve[]) {
  return curves.flatMap(({ label, role }, index) => {
    const values = plot.data[index + 1] ?? [];
    const last = values.findLastIndex((value) => value !== null && value !== undefined);
    const [x, y] = [plot.data[0][last], values[last]];
    if (x === undefined || y === null || y === undefined) return [];
    return [{ label, role, x: plot.valToPos(x, "x", true), y: plot.valToPos(y, "y", true) }];
  });
}

/** The points of every curve, in canvas pixels. */
function linesOf(plot: uPlot): (readonly [number, number])[][] {
  const [epochs, ...columns] = plot.data;
  return columns.map((column) =>
    [...epochs].flatMap((epoch, index) => {
      const value = column[index];
      return value == null ? [] : [[plot.valToPos(epoch, "x", true), plot.valToPos(value, "y", true)] as const];
    }),
  );
}

/** Writes each curve's name at its end, clear of the other curves and names. */
function labelEnds(plot: uPlot, curves: readonly Curve[], theme: Theme): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = FONT.replace("11px", `${11 * ratio}px`);
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = HALO * ratio;
  ctx.strokeStyle = css(CHROME[theme].panel);
  const ends = endsOf(plot, curves).map((end) => ({ ...end, width: ctx.measureText(end.label).width + 6 * ratio }));
  const heights = labelHeights(ends, linesOf(plot), LABEL_GAP * ratio, bbox.left + bbox.width, bbox.top + bbox.height);
  ends.forEach(({ label, role, x }, index) => {
    const at = [x + 6 * ratio, heights[index] ?? 0] as const;
    ctx.strokeText(label, ...at);
    ctx.fillStyle = COLOURS[theme][role];
    ctx.fillText(label, ...at);
  });
  ctx.restore();
}

/** The values under the pointer, in words. */
export function readoutOf(plot: uPlot): string {
  const at = plot.cursor.idx;
  if (at === null || at === undefined) return "";
  const values = plot.series.slice(1).flatMap((series, index) => {
    const value = plot.data[index + 1]?.[at];
    const name = typeof series.label === "string" ? series.label : "";
    return value === null || value === undefined ? [] : [`${name} ${decimal(value)}`];
  });
  return [`epoch ${plot.data[0][at] ?? ""}`, ...values].join(" · ");
}

function axis(theme: Theme, more: uPlot.Axis): uPlot.Axis {
  const line = css(CHROME[theme].line);
  return {
    stroke: css(CHROME[theme].soft),
    font: FONT,
    ticks: { show: false },
    grid: { stroke: line, width: 1 },
    ...more,
  };
}

/** Options of a plot without its size; `onCursor` is told when the pointer moves over it. */
export function optionsOf(
  curves: readonly Curve[],
  measure: Measure,
  theme: Theme,
  onCursor: (plot: uPlot) => void,
): Omit<uPlot.Options, "width" | "height"> {
  const finals = curves.filter((curve) => curve.role === "final");
  const digits = (splits: number[]) => tickDigits(Math.abs((splits[1] ?? 1) - (splits[0] ?? 0)) || 1);
  const write = (_: uPlot, splits: number[]) => splits.map((value) => decimal(value, digits(splits)));
  return {
    padding: [8, LABEL_ROOM, 0, 0],
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, y: false },
    scales: {
      x: { time: false, range: (_, low, high) => [Math.min(low, 1), Math.max(high, low + 1)] },
      y: { range: (_, low, high) => niceRange(low, high, measure) },
    },
    axes: [
      axis(theme, {
        size: 24,
        incrs: WHOLE,
        grid: { show: false },
        values: (_, splits) => splits.map(String),
      }),
      axis(theme, { size: 44, splits: (_, __, low, high) => niceTicks([low, high], TICKS), values: write }),
    ],
    series: [{}, ...curves.map((curve) => seriesOf(curve, finals, theme))],
    hooks: { draw: [(plot) => labelEnds(plot, curves, theme)], setCursor: [onCursor] },
  };
}

/** Round numbers around the values; uPlot gives null before there are any. */
function niceRange(low: number | null, high: number | null, measure: Measure): [number, number] {
  const values = low === null || high === null ? null : ([low, high] as const);
  const [from, to] = niceDomain(values, TICKS);
  return measure === "learning rate" ? [0, to] : [Math.max(0, from), to];
}
