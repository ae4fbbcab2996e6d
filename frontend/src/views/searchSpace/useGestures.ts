/** What the pointer and the keyboard do on the map: hover, pan, zoom, pick, lasso. */
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useActions, useStateNow } from "../../core/context";
import { gestureOf, thinned, type Point } from "../../core/geometry";
import { panned, toMap, zoomed, type Camera } from "../../core/geometryCamera";
import { ARROWS, nearest, neighbourTowards } from "../../core/geometryNearest";
import { combined, type Gesture } from "../../core/selection";
import type { Frame } from "./painter";
import type { MapModel } from "./useMapModel";

const REACH = 10;
const CLICK = 4;
const STROKE_GAP = 3;

interface Drag {
  readonly lasso: boolean;
  readonly start: Point;
  readonly last: Point;
  readonly moved: boolean;
}

interface Given {
  readonly model: MapModel;
  readonly frame: Frame;
  readonly host: HTMLElement | null;
  readonly lassoMode: boolean;
  readonly setCamera: (change: (camera: Camera) => Camera) => void;
  readonly onLasso: (polygon: Point[], gesture: Gesture) => void;
}

type Keys = Pick<PointerEvent, "shiftKey" | "metaKey" | "ctrlKey" | "altKey">;

/** Changes the selection by a click or a key on a candidate (null: on the empty map). */
function usePick() {
  const actions = useActions();
  const stateNow = useStateNow();
  return (id: string | null, keys: Keys) => {
    const { candidates } = stateNow().selection;
    const gesture = gestureOf(keys);
    if (id === null) {
      if (gesture === "replace" && !keys.shiftKey) actions.select({ candidates: [], secondCandidate: null });
    } else if (keys.shiftKey && candidates.length > 0) {
      actions.select({
        candidates: candidates.slice(0, 1),
        secondCandidate: candidates[0] === id ? null : id,
      });
    } else if (gesture === "replace") {
      actions.select({ candidates: [id], secondCandidate: null });
    } else {
      actions.select({ candidates: combined(candidates, [id], gesture === "add" ? "toggle" : "subtract") });
    }
  };
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

export function useGestures({ model, frame, host, lassoMode, setCamera, onLasso }: Given) {
  const { points, grid } = model;
  const drag = useRef<Drag | null>(null);
  const [stroke, setStroke] = useState<Point[]>([]);
  const actions = useActions();
  const stateNow = useStateNow();
  const pick = usePick();
  useWheel(host, (at, factor) => setCamera((camera) => zoomed(camera, frame.size, at, factor)));

  const pixel = (event: PointerEvent): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const under = (at: Point): string | null => {
    const [x, y] = toMap(frame.transform, at);
    const index = nearest(grid, x, y, REACH / frame.transform.scale);
    return index === null ? null : (points.ids[index] ?? null);
  };
  const hover = (id: string | null) =>
    actions.hover(id === null ? null : { kind: "candidate", ids: [id], source: "map" });

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const start = pixel(event);
    drag.current = { lasso: event.shiftKey || lassoMode, start, last: start, moved: false };
    setStroke([]);
  };
  const onPointerMove = (event: PointerEvent) => {
    const [at, now] = [pixel(event), drag.current];
    if (!now) {
      hover(under(at));
      return;
    }
    const moved = now.moved || Math.hypot(at[0] - now.start[0], at[1] - now.start[1]) > CLICK;
    drag.current = { ...now, last: at, moved };
    if (!moved) return;
    if (now.lasso) setStroke((line) => [...(line.length ? line : [now.start]), at]);
    else setCamera((camera) => panned(camera, frame.size, [at[0] - now.last[0], at[1] - now.last[1]]));
  };
  const onPointerUp = (event: PointerEvent) => {
    const done = drag.current;
    drag.current = null;
    setStroke([]);
    if (!done) return;
    if (!done.moved) pick(under(done.start), event);
    else if (done.lasso) {
      const polygon = thinned([...stroke, pixel(event)], STROKE_GAP).map((at) => toMap(frame.transform, at));
      onLasso(polygon, gestureOf(event));
    }
  };
  const onPointerLeave = () => {
    if (!drag.current) hover(null);
  };
  const onPointerCancel = () => {
    drag.current = null;
    setStroke([]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { hover: hovered, selection } = stateNow();
    const from = hovered?.kind === "candidate" ? hovered.ids[0] : selection.candidates[0];
    const direction = ARROWS[event.key];
    if (direction && points.ids.length > 0) {
      event.preventDefault();
      const start = from === undefined ? undefined : points.index.get(from);
      const next = start === undefined ? 0 : neighbourTowards(points, start, direction);
      if (next !== null) hover(points.ids[next] ?? null);
    } else if ((event.key === "Enter" || event.key === " ") && from !== undefined) {
      event.preventDefault();
      pick(from, event);
    }
  };
  const handlers = { onPointerDown, onPointerMove, onPointerUp, onPointerLeave, onPointerCancel, onKeyDown };
  return { handlers, stroke };
}
