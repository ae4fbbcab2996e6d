/** Connects the painter to the records: points and colours as they come, hover without rendering anything. */
import { useCallback, useEffect, useEffectEvent, useRef, useState, type RefCallback } from "react";
import { drawingOrder, emphasisOf, standingOut, stylesOf } from "../../core/chartMap";
import { CHROME } from "../../core/colour";
import { useStateNow, useStudy, useWatch } from "../../core/context";
import { createPainter, type Frame, type Look, type Painter } from "./painter";
import type { MapModel } from "./useMapModel";

const MOVE_MILLISECONDS = 200;

function calm(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

interface Painted {
  /** To be given to the canvas as its `ref`. */
  readonly attach: RefCallback<HTMLCanvasElement>;
  /** False where the browser cannot draw the map. */
  readonly able: boolean;
}

export function usePainted(model: MapModel, frame: Frame): Painted {
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const [painter, setPainter] = useState<Painter | null>(null);
  const [able, setAble] = useState(true);
  const hoverStands = useRef(false);
  const stateNow = useStateNow();
  const dark = useStudy((state) => state.dark);
  const selection = useStudy((state) => state.selection);

  const attach = useCallback((element: HTMLCanvasElement | null) => {
    const made = element && createPainter(element);
    setAble(element === null || made !== null);
    setPainter(made);
    setCanvas(element);
    return () => made?.dispose();
  }, []);

  const look = (on: HTMLCanvasElement): Look => {
    const { hover, selection: selected, records, dark: isDark } = stateNow();
    const standing = standingOut(hover, selected, records.candidates);
    const emphasis = emphasisOf(model.points.ids, standing);
    const host = on.parentElement;
    if (host) host.dataset.marked = String(emphasis.filter((how) => how === "marked").length);
    const theme = isDark ? "dark" : "light";
    const styles = stylesOf(model.colouring, emphasis, model.study.objective.direction, theme);
    return { styles, order: drawingOrder(model.colouring, emphasis), rim: CHROME[theme].panel };
  };
  const show = useEffectEvent(() => {
    if (painter && canvas) painter.show(model.points, look(canvas), calm() ? 0 : MOVE_MILLISECONDS);
  });
  const restyle = () => {
    if (painter && canvas) painter.restyle(look(canvas));
  };
  const restyleNow = useEffectEvent(restyle);

  useEffect(() => show(), [painter, model.points]);
  useEffect(() => restyleNow(), [painter, model.colouring, selection, dark]);
  useEffect(() => painter?.frame(frame), [painter, frame]);
  useWatch(
    (state) => state.hover,
    (hover) => {
      // Most hovers are of single dots, which have a ring of their own: then nothing needs other colours.
      const standing = hover?.kind === "path" || (hover?.ids.length ?? 0) > 1;
      if (standing || hoverStands.current) restyle();
      hoverStands.current = standing;
    },
  );
  return { attach, able };
}
