/** What the pointer does on the map: hover, pan, zoom, pick, lasso. */
import { useEffect, useEffectEvent, useRef, useState, type PointerEvent } from "react";
import { useActions } from "../../core/context";
import { gestureOf, type Point } from "../../core/geometry";
import { panned, toMap, zoomed, type Camera } from "../../core/geometryCamera";
import { nearest } from "../../core/geometryNearest";
import type { Gesture } from "../../core/selection";
import { onEscape } from "../../parts/onEscape";
import type { Frame } from "./painter";
import type { MapModel } from "./useMapModel";
import { usePick } from "./usePick";

const REACH = 10;
const CLICK = 4;
const STROKE_GAP = 3;

interface Drag {
  readonly lasso: boolean;
  readonly start: Point;
  readonly last: Point;
  readonly moved: boolean;
}

/** The line that is being drawn, in pixels, and what it will do to the selection with the keys held now. */
export interface Stroke {
  readonly line: readonly Point[];
  readonly gesture: Gesture;
}

interface Given {
  readonly model: MapModel;
  readonly frame: Frame;
  readonly host: HTMLElement | null;
  readonly lassoMode: boolean;
  readonly setCamera: (change: (camera: Camera) => Camera) => void;
  readonly onLasso: (polygon: Point[], gesture: Gesture) => void;
}

/** Zooms with the wheel; React's own wheel listener may not prevent scrolling. */
function useWheel(host: HTMLElement | null, zoom: (at: Point, factor: number) => void): void {
  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    zoom([event.offsetX, event.offsetY], Math.exp(-event.deltaY * 0.002));
  });
  useEffect(() => {
    const listener = (event: WheelEvent) => onWheel(event);
    host?.addEventListener("wheel", listener, { passive: false });
    return () => host?.removeEventListener("wheel", listener);
  }, [host]);
}

function useEscape(active: boolean, cancel: () => void): void {
  const cancelNow = useEffectEvent(cancel);
  useEffect(() => (active ? onEscape(() => cancelNow()) : undefined), [active]);
}

/** The line with another point, unless that is next to its last one. */
function longer(line: readonly Point[], at: Point): readonly Point[] {
  const last = line[line.length - 1];
  return last && Math.hypot(at[0] - last[0], at[1] - last[1]) < STROKE_GAP ? line : [...line, at];
}

export function useGestures({ model, frame, host, lassoMode, setCamera, onLasso }: Given) {
  const { points, grid, shown } = model;
  const drag = useRef<Drag | null>(null);
  const [stroke, setStroke] = useState<Stroke | null>(null);
  const actions = useActions();
  const pick = usePick();
  useWheel(host, (at, factor) => setCamera((camera) => zoomed(camera, frame.size, at, factor)));
  const end = () => {
    drag.current = null;
    setStroke(null);
  };
  useEscape(stroke !== null, end);

  const pixel = (event: PointerEvent): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const under = (at: Point): string | null => {
    const [x, y] = toMap(frame.transform, at);
    const index = nearest(grid, x, y, REACH / frame.transform.scale, shown);
    return index === null ? null : (points.ids[index] ?? null);
  };
  const hover = (id: string | null) =>
    actions.hover(id === null ? null : { kind: "candidate", ids: [id], source: "map" });

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const start = pixel(event);
    drag.current = { lasso: event.shiftKey || lassoMode, start, last: start, moved: false };
  };
  const onPointerMove = (event: PointerEvent) => {
    const [at, now] = [pixel(event), drag.current];
    if (!now) {
      if (event.buttons === 0) hover(under(at));
      return;
    }
    const moved = now.moved || Math.hypot(at[0] - now.start[0], at[1] - now.start[1]) > CLICK;
    drag.current = { ...now, last: at, moved };
    if (!moved) return;
    if (!now.moved) hover(null);
    if (now.lasso) {
      const gesture = gestureOf(event);
      setStroke((before) => ({ line: longer(before?.line ?? [now.start], at), gesture }));
    } else setCamera((camera) => panned(camera, frame.size, [at[0] - now.last[0], at[1] - now.last[1]]));
  };
  const onPointerUp = (event: PointerEvent) => {
    const [done, drawn] = [drag.current, stroke];
    end();
    if (!done) return;
    if (!done.moved) pick(under(done.start), event);
    else if (done.lasso) {
      const line = longer(drawn?.line ?? [done.start], pixel(event));
      onLasso(line.map((at) => toMap(frame.transform, at)), gestureOf(event));
    }
  };
  const onPointerLeave = () => {
    if (!drag.current) hover(null);
  };
  return { handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerLeave, onPointerCancel: end }, stroke };
}
