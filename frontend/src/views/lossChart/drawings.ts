/** What is drawn beside the curves: their names, what is above the chart, and where training is now. */
import type uPlot from "uplot";
import { labelHeights } from "../../core/chartLabels";
import { decimal } from "../../core/chartFormat";
import { fontOf } from "../../parts/canvas";
import type { Shown } from "./plot";

const NAME = 11;
const LABEL_GAP = 13;
/** Width of the panel-coloured rim around a name, in pixels, where a line passes under it. */
const HALO = 4;

/** Runs a drawing in CSS pixels. */
function drawing(plot: uPlot, draw: (context: CanvasRenderingContext2D, ratio: number) => void): void {
  const { ctx } = plot;
  ctx.save();
  ctx.font = fontOf(NAME * devicePixelRatio);
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  draw(ctx, devicePixelRatio);
  ctx.restore();
}

/** Where each named curve ends, in canvas pixels: read from the plot's own data, which grows while it is shown. */
function endsOf(plot: uPlot, { curves, strokes }: Shown) {
  return curves.flatMap(({ label, minor }, index) => {
    const values = plot.data[index + 1] ?? [];
    const last = values.findLastIndex((value) => value !== null && value !== undefined);
    const [x, y] = [plot.data[0][last], values[last]];
    if (minor || x === undefined || y === null || y === undefined) return [];
    return [{ label, colour: strokes[index]!.colour, x: plot.valToPos(x, "x", true), y: plot.valToPos(y, "y", true) }];
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
export function drawNames(plot: uPlot, shown: Shown): void {
  drawing(plot, (ctx, ratio) => {
    const { bbox } = plot;
    ctx.textAlign = "left";
    ctx.lineWidth = HALO * ratio;
    ctx.strokeStyle = shown.inks.panel;
    const ends = endsOf(plot, shown).map((end) => ({ ...end, width: ctx.measureText(end.label).width + 6 * ratio }));
    const heights = labelHeights(ends, linesOf(plot), LABEL_GAP * ratio, bbox.left + bbox.width, bbox.top + bbox.height);
    ends.forEach(({ label, colour, x }, index) => {
      const at = [x + 6 * ratio, heights[index] ?? 0] as const;
      ctx.strokeText(label, ...at);
      ctx.fillStyle = colour;
      ctx.fillText(label, ...at);
    });
  });
}

/** Marks at the upper rim where a curve goes on above it, with the value that it reaches there. */
export function drawClipped(plot: uPlot, { curves, strokes, heights }: Shown): void {
  drawing(plot, (ctx, ratio) => {
    const top = plot.bbox.top;
    heights.clipped.forEach(({ label, x, y }, rank) => {
      const stroke = strokes[curves.findIndex((curve) => curve.label === label)];
      const left = plot.valToPos(x, "x", true);
      ctx.fillStyle = stroke?.colour ?? "";
      ctx.beginPath();
      ctx.moveTo(left, top - 7 * ratio);
      ctx.lineTo(left - 4 * ratio, top);
      ctx.lineTo(left + 4 * ratio, top);
      ctx.fill();
      ctx.textAlign = "left";
      ctx.fillText(`${decimal(y, 2)} ↑`, left + 7 * ratio, top + (rank * LABEL_GAP - 4) * ratio);
    });
  });
}

/** A hairline at the place within the epoch that training is at. */
export function drawNow(plot: uPlot, { now, inks }: Shown): void {
  if (!now || now.at >= now.end) return;
  drawing(plot, (ctx, ratio) => {
    const { left: start, top, height } = plot.bbox;
    const left = Math.max(start, plot.valToPos(now.at, "x", true));
    ctx.strokeStyle = ctx.fillStyle = inks.faint;
    ctx.lineWidth = ratio;
    ctx.setLineDash(now.paused ? [2 * ratio, 3 * ratio] : []);
    ctx.beginPath();
    ctx.moveTo(left, top);
    ctx.lineTo(left, top + height);
    ctx.stroke();
    ctx.fillStyle = inks.soft;
    ctx.textAlign = "left";
    ctx.fillText(now.paused ? "paused" : "now", left + 4 * ratio, top + height - 8 * ratio);
  });
}
