/** How dots, their error bars, marks and trails are painted. Colours come from the theme, positions in CSS pixels. */
import type { PathDot } from "../../core/chartPaths";
import type { PixelScales } from "../../core/chartPathsPlace";
import type { PixelTrail } from "../../core/chartPathsTrail";
import type { Marks } from "../../core/geometry";
import type { Inks } from "../../parts/canvas";

/** Everything that the position and the look of the dots follow from. */
export interface Drawing {
  readonly dots: readonly PathDot[];
  readonly marks: Marks;
  readonly colours: readonly string[];
  readonly scales: PixelScales;
}

type Context = CanvasRenderingContext2D;

export const RADIUS = 4;
const HOVERED = 7;
const TURN = 2 * Math.PI;
const MARK = 2.5;

/** Every bar and every dot, as they are without the pointer. */
export function paintGround(context: Context, drawing: Drawing, inks: Inks): void {
  context.lineWidth = 1;
  context.globalAlpha = 0.35;
  drawing.dots.forEach((_, index) => bar(context, drawing, index));
  context.globalAlpha = 0.85;
  drawing.dots.forEach((_, index) => dot(context, drawing, index, RADIUS, inks));
  context.globalAlpha = 1;
}

/** ± one standard error. */
function bar(context: Context, { dots, marks, colours, scales }: Drawing, index: number): void {
  const { low, high } = dots[index]!;
  if (low === null || high === null) return;
  context.strokeStyle = colours[index]!;
  context.beginPath();
  context.moveTo(marks.x[index]!, scales.y.of(low));
  context.lineTo(marks.x[index]!, scales.y.of(high));
  context.stroke();
}

/** A dot whose form says its state: full, hollow and struck through where removed, a framed square where fixed. */
function dot(context: Context, { dots, marks, colours }: Drawing, index: number, radius: number, inks: Inks): void {
  const { state } = dots[index]!;
  const [x, y, colour] = [marks.x[index]!, marks.y[index]!, colours[index]!];
  context.beginPath();
  if (state === "fixed") context.rect(x - radius, y - radius, 2 * radius, 2 * radius);
  else context.arc(x, y, radius, 0, TURN);
  context.fillStyle = state === "removed" ? inks.panel : colour;
  context.fill();
  context.strokeStyle = state === "removed" ? colour : state === "fixed" ? inks.ink : inks.panel;
  context.lineWidth = state === "available" ? 0.8 : 1.5;
  if (state === "removed") {
    context.moveTo(x - MARK, y + MARK);
    context.lineTo(x + MARK, y - MARK);
  }
  context.stroke();
}

/** The dots at these positions once more, larger and in full, above what is dimmed. */
export function paintHovered(context: Context, drawing: Drawing, indices: readonly number[], inks: Inks): void {
  context.lineWidth = 1;
  for (const index of indices) bar(context, drawing, index);
  for (const index of indices) {
    dot(context, drawing, index, indices.length > 1 ? RADIUS + 1 : HOVERED, inks);
    ring(context, drawing.marks, index, (indices.length > 1 ? RADIUS + 1 : HOVERED) + 1, inks.ink, 1.5);
  }
}

/** Rings around what is selected. */
export function paintSelected(context: Context, { marks }: Drawing, indices: readonly number[], inks: Inks): void {
  for (const index of indices) ring(context, marks, index, RADIUS + 1.5, inks.accent, 2);
}

/** The dot that the keyboard is at. */
export function paintActive(context: Context, { marks }: Drawing, index: number, inks: Inks): void {
  ring(context, marks, index, HOVERED + 4, inks.accent, 2);
}

function ring(context: Context, marks: Marks, index: number, radius: number, colour: string, width: number): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.arc(marks.x[index]!, marks.y[index]!, radius, 0, TURN);
  context.stroke();
}

/** Where a dot was after earlier iterations: fainter the longer ago; broken where other weights began. */
export function paintTrail(context: Context, { segments, colour }: PixelTrail): void {
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = 1.5;
  const steps = segments.reduce((sum, segment) => sum + segment.length, 0);
  let step = 0;
  for (const segment of segments) {
    segment.forEach(([x, y], index) => {
      step += 1;
      context.globalAlpha = 0.2 + (0.7 * step) / steps;
      const before = segment[index - 1];
      if (before) {
        context.beginPath();
        context.moveTo(...before);
        context.lineTo(x, y);
        context.stroke();
      }
      context.beginPath();
      context.arc(x, y, 1.5, 0, TURN);
      context.fill();
    });
  }
  context.globalAlpha = 1;
}
