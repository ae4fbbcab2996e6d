/** Dragging a box over dots, and clicking one. */
import { useState, type PointerEvent } from "react";
import { boxBetween, insideBox, type Box, type Marks, type Point } from "../../core/geometry";

/** Pixels that a pointer must move before it drags a box. */
const CLICK = 4;

interface Drag {
  readonly from: Point;
  readonly to: Point;
}

export interface DrawnBox {
  readonly box: Box;
  /** How many dots it holds. */
  readonly count: number;
}

interface Options {
  readonly marks: Marks;
  /** The dot that a pointer at this place is at. */
  readonly dotAt: (place: Point) => string | null;
  /** Told of the paths that were chosen: many by a box, one or none by a click. */
  readonly onChoose: (paths: readonly string[], event: PointerEvent, how: "box" | "click") => void;
}

/** Where the pointer is within the element that listens. */
export function placeOf(event: PointerEvent): Point {
  const bounds = event.currentTarget.getBoundingClientRect();
  return [event.clientX - bounds.left, event.clientY - bounds.top];
}

export function useBox({ marks, dotAt, onChoose }: Options) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const far = drag !== null && Math.hypot(drag.to[0] - drag.from[0], drag.to[1] - drag.from[1]) > CLICK;
  const box = drag && far ? boxBetween(drag.from, drag.to) : null;
  const drawn: DrawnBox | null = box && { box, count: insideBox(box, marks).length };

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ from: placeOf(event), to: placeOf(event) });
  };
  const onDrag = (event: PointerEvent) => {
    if (drag) setDrag({ ...drag, to: placeOf(event) });
  };
  const onPointerUp = (event: PointerEvent) => {
    if (!drag) return;
    const at = placeOf(event);
    setDrag(null);
    if (far) onChoose(insideBox(boxBetween(drag.from, at), marks), event, "box");
    else onChoose([dotAt(at) ?? []].flat(), event, "click");
  };
  const onPointerCancel = () => setDrag(null);
  return { dragging: drag !== null, drawn, onDrag, handlers: { onPointerDown, onPointerUp, onPointerCancel } };
}
