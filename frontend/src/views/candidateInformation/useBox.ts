/** Dragging a box over dots, clicking one, and walking from dot to dot with the arrow keys. */
import { useState, type KeyboardEvent, type PointerEvent } from "react";
import { dotMarks, type PathDot } from "../../core/chartPaths";
import { useActions, useStateNow } from "../../core/context";
import { boxBetween, gestureOf, insideBox, type Point } from "../../core/geometry";
import { ARROWS, neighbourTowards } from "../../core/geometryNearest";
import { combined } from "../../core/selection";
import type { Scales } from "./PathPlot";

/** Percent of the area that a pointer must move before it drags a box. */
const CLICK = 1;

interface Drag {
  readonly from: Point;
  readonly to: Point;
  readonly path: string | null;
}

type Keys = Pick<PointerEvent, "metaKey" | "ctrlKey" | "altKey" | "shiftKey">;

export function useBox(area: SVGSVGElement | null, dots: readonly PathDot[], scales: Scales) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const actions = useActions();
  const stateNow = useStateNow();
  const far = drag !== null && Math.hypot(drag.to[0] - drag.from[0], drag.to[1] - drag.from[1]) > CLICK;

  const share = (event: PointerEvent): Point => {
    const bounds = event.currentTarget.querySelector(".info-ground")?.getBoundingClientRect();
    if (!bounds) return [0, 0];
    return [
      ((event.clientX - bounds.left) / bounds.width) * 100,
      ((event.clientY - bounds.top) / bounds.height) * 100,
    ];
  };
  const choose = (paths: readonly string[], keys: Keys, toggle: boolean) => {
    const gesture = gestureOf({ ...keys, ctrlKey: keys.ctrlKey || keys.shiftKey });
    const how = toggle && gesture === "add" ? "toggle" : gesture;
    actions.select({ paths: combined(stateNow().selection.paths, paths, how) });
  };

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const path = event.target instanceof SVGElement ? (event.target.dataset.path ?? null) : null;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ from: share(event), to: share(event), path });
  };
  const onPointerMove = (event: PointerEvent) => {
    if (drag) setDrag({ ...drag, to: share(event) });
  };
  const onPointerUp = (event: PointerEvent) => {
    if (!drag) return;
    const corner = ([x, y]: Point): Point => [scales.x.back(x), scales.y.back(y)];
    if (far)
      choose(insideBox(boxBetween(corner(drag.from), corner(share(event))), dotMarks(dots)), event, false);
    else choose(drag.path === null ? [] : [drag.path], event, true);
    setDrag(null);
  };
  const onPointerCancel = () => setDrag(null);

  const onKeyDown = (event: KeyboardEvent) => {
    const here = event.target instanceof SVGElement ? event.target.dataset.path : undefined;
    const from = dots.findIndex((dot) => dot.id === here);
    const arrow = ARROWS[event.key];
    if (here === undefined || from < 0) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose([here], event, true);
    } else if (arrow) {
      event.preventDefault();
      const places = {
        ids: dots.map((dot) => dot.id),
        x: dots.map((dot) => scales.x.of(dot.x)),
        y: dots.map((dot) => -scales.y.of(dot.y)),
      };
      const next = neighbourTowards(places, from, arrow);
      const id = next === null ? undefined : dots[next]?.id;
      if (id !== undefined) area?.querySelector<SVGElement>(`[data-path="${CSS.escape(id)}"]`)?.focus();
    }
  };
  const corners = drag && far ? boxBetween(drag.from, drag.to) : null;
  const box = corners && {
    x: `${corners.left}%`,
    y: `${corners.low}%`,
    width: `${corners.right - corners.left}%`,
    height: `${corners.high - corners.low}%`,
  };
  return { box, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel, onKeyDown } };
}
