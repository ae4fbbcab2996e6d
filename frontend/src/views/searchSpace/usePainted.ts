/** Connects the painter to the records: points and colours as they come, hover without rendering anything. */
import { useCallback, useEffect, useEffectEvent, useRef, useState, type RefCallback } from "react";
import { drawingOrder, standingOut, stylesOf } from "../../core/chartMapMarks";
import { CHROME } from "../../core/colour";
import { useStateNow, useStudy, useWatch } from "../../core/context";
import { countOf } from "../../core/geometryLasso";
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
  const selection = useStudy((state) => state.selection);

  const attach = useCallback((element: HTMLCanvasElement | null) => {
    const made = element && createPainter(element);
    setAble(element === null || made !== null);
    setPainter(made);
    setCanvas(element);
    return () => made?.dispose();
  }, []);

  const look = (on: HTMLCanvasElement): Look => {
    const { hover, selection: selected, records, dark } = stateNow();
    const { points, colouring, shown } = model;
    const standing = standingOut(hover, selected, records.candidates, points.index);
    const host = on.parentElement;
    if (host) host.dataset.marked = String(standing === null ? 0 : countOf(standing));
    const rim = CHROME[dark ? "dark" : "light"].panel;
    return { styles: stylesOf(colouring, standing), order: drawingOrder(colouring, standing, shown), rim };
  };
  const show = useEffectEvent(() => {
    if (painter && canvas) painter.show(model.points, look(canvas), calm() ? 0 : MOVE_MILLISECONDS);
  });
  const restyle = () => {
    if (painter && canvas) painter.restyle(look(canvas));
  };
  const restyleNow = useEffectEvent(restyle);

  useEffect(() => show(), [painter, model.points]);
  useEffect(() => restyleNow(), [painter, model.colouring, model.shown, selection.candidates]);
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
