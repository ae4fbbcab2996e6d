/** Paints the dots when they change, and above them what is hovered and selected, without rendering anything. */
import { useEffect, useEffectEvent, useRef } from "react";
import type { PixelTrail } from "../../core/chartPathsTrail";
import { useStateNow, useStudy, useWatch } from "../../core/context";
import type { Collections } from "../../core/records";
import type { Hover } from "../../core/selection";
import { cleared, inksOf } from "../../parts/canvas";
import type { Size } from "../../parts/useSize";
import type { Frame } from "./frame";
import { paintActive, paintGround, paintHovered, paintSelected, paintTrail, type Drawing } from "./paintDots";

interface Options {
  readonly drawing: Drawing;
  readonly size: Size;
  readonly frame: Frame;
  readonly active: string | null;
  readonly trails: readonly PixelTrail[];
}

/** The paths that a hover is about: those of a hovered candidate or cell too. */
function pathsOf(hover: Hover | null, { candidates, paths, cells }: Collections): readonly string[] {
  if (hover?.kind === "path") return hover.ids;
  if (hover?.kind === "candidate") return hover.ids.flatMap((id) => candidates[id]?.paths ?? []);
  if (hover?.kind !== "cell") return [];
  const owners = new Set(hover.ids.map((id) => cells[id]?.tied_to ?? id));
  return Object.values(paths).filter((path) => owners.has(path.cell)).map((path) => path.id);
}

export function usePainted({ drawing, size, frame, active, trails }: Options) {
  const ground = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const stateNow = useStateNow();
  const dark = useStudy((state) => state.dark);

  const paintBelow = useEffectEvent(() => {
    const context = ground.current && cleared(ground.current, size.width, size.height);
    if (context) paintGround(context, drawing, inksOf(context.canvas));
  });
  const paintAbove = () => {
    const context = above.current && cleared(above.current, size.width, size.height);
    if (!context) return;
    const { hover, selection, records } = stateNow();
    const places = new Map(drawing.marks.ids.map((id, index) => [id, index]));
    const placesOf = (ids: readonly string[]) => [...new Set(ids)].flatMap((id) => places.get(id) ?? []);
    const [hovered, selected] = [placesOf(pathsOf(hover, records)), placesOf(selection.paths)];
    tell(context.canvas, hovered.map((index) => drawing.marks.ids[index] ?? ""), selected.length);
    const inks = inksOf(context.canvas);
    clipped(context, frame, () => trails.forEach((trail) => paintTrail(context, trail)));
    paintSelected(context, drawing, selected, inks);
    paintHovered(context, drawing, hovered, inks);
    const at = active === null ? undefined : places.get(active);
    if (at !== undefined) paintActive(context, drawing, at, inks);
  };
  const paintAboveNow = useEffectEvent(paintAbove);
  useEffect(() => paintBelow(), [drawing, size, dark]);
  useEffect(() => paintAboveNow(), [drawing, size, dark, active, trails]);
  useWatch((state) => state.hover, paintAbove);
  useWatch((state) => state.selection.paths, paintAbove);
  return { ground, above };
}

/** The element around the canvas says what is marked: the ids of hovered dots, and how many are selected. */
function tell(canvas: HTMLCanvasElement, hovered: readonly string[], selected: number): void {
  const around = canvas.parentElement;
  if (!around) return;
  around.toggleAttribute("data-dimmed", hovered.length > 0);
  around.dataset.hovered = hovered.join(" ");
  around.dataset.selected = String(selected);
}

function clipped(context: CanvasRenderingContext2D, { left, right, top, bottom }: Frame, paint: () => void): void {
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  paint();
  context.restore();
}
