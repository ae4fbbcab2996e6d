import type { Look } from "../../core/brickLook";
import type { BrickMarks } from "../../core/brickMarks";
import type { Stud } from "../../core/graphCell";

type Ink = Readonly<Record<"ink" | "soft" | "accent" | "panel", string>>;

function inkOf(canvas: HTMLElement): Ink {
  const style = getComputedStyle(canvas);
  const read = (name: string) => style.getPropertyValue(name);
  return { ink: read("--ink"), soft: read("--soft"), accent: read("--accent"), panel: read("--panel") };
}

const DIMMED = 0.12;

/** Paints bricks with their states, each told by its shape and not by colour alone. */
export function paintBricks(context: CanvasRenderingContext2D, studs: readonly Stud[], looks: ReadonlyMap<string, Look>, marks: BrickMarks): void {
  const ink = inkOf(context.canvas);
  for (const stud of studs) {
    const { id } = stud.path;
    const lit = marks.lit?.has(id) ?? false;
    context.globalAlpha = marks.lit !== null && !lit ? DIMMED : 1;
    if (stud.path.state === "removed") hatched(context, stud, ink);
    else filled(context, stud, looks.get(id), lit, ink);
    context.globalAlpha = 1;
    if (lit) side(context, stud, marks.comparison?.sides.get(id), ink);
    if (marks.selected.has(id) || marks.hovered.has(id)) outlined(context, stud, ink.accent, 1.5);
  }
}

/** An outline with a stroke through it. */
function hatched(context: CanvasRenderingContext2D, { x, y, width, height }: Stud, { soft }: Ink): void {
  context.strokeStyle = soft;
  context.lineWidth = 0.6;
  context.strokeRect(x + 0.3, y + 0.3, width - 0.6, height - 0.6);
  context.beginPath();
  context.moveTo(x, y + height);
  context.lineTo(x + width, y);
  context.stroke();
}

function filled(context: CanvasRenderingContext2D, { x, y, width, height, path }: Stud, look: Look | undefined, lit: boolean, ink: Ink): void {
  const dim = context.globalAlpha;
  context.globalAlpha = dim * (lit ? 1 : (look?.opacity ?? 1));
  context.fillStyle = look?.colour ?? ink.soft;
  context.fillRect(x, y, width, height);
  context.globalAlpha = dim;
  if (look?.share != null) {
    context.fillStyle = ink.ink;
    context.fillRect(x, y + height * 0.75, width * look.share, height * 0.25);
  }
  if (path.state === "fixed") pinned(context, x, y, width, height, ink);
  if (!path.trained) dotted(context, x, y, width, height, ink);
}

function pinned(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number, { ink }: Ink): void {
  context.strokeStyle = context.fillStyle = ink;
  context.lineWidth = 1;
  context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
  context.beginPath();
  context.arc(x + width / 2, y + height / 2, Math.min(width, height) / 4, 0, 2 * Math.PI);
  context.fill();
}

function dotted(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number, { panel }: Ink): void {
  const size = Math.min(width, height) / 3;
  context.fillStyle = panel;
  context.fillRect(x + (width - size) / 2, y + (height - size) / 2, size, size);
}

/** What only the first candidate has is notched top left, what only the second has bottom right. */
function side(context: CanvasRenderingContext2D, { x, y, width, height }: Stud, which: string | undefined, { ink }: Ink): void {
  if (which !== "first" && which !== "second") return;
  const [cornerX, cornerY, sign] = which === "first" ? [x, y, 1] : [x + width, y + height, -1];
  const notch = Math.min(width, height) * 0.7 * sign;
  context.fillStyle = ink;
  context.beginPath();
  context.moveTo(cornerX, cornerY);
  context.lineTo(cornerX + notch, cornerY);
  context.lineTo(cornerX, cornerY + notch);
  context.fill();
}

function outlined(context: CanvasRenderingContext2D, { x, y, width, height }: Stud, colour: string, line: number): void {
  context.strokeStyle = colour;
  context.lineWidth = line;
  context.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
}
