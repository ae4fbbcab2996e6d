/**
 * The map itself: dots on a canvas, what follows them in SVG above.
 *
 * Its element says where things are: `data-points` is how many dots there are, and the map point (x, y) is drawn at
 * (`data-origin-x` + `data-scale` · x, `data-origin-y` − `data-scale` · y), in CSS pixels from its upper left corner.
 * `data-marked` counts the dots that stand out.
 */
import { useId, useMemo, useState } from "react";
import { useWatch } from "../../core/context";
import { countOf } from "../../core/geometryLasso";
import type { Point } from "../../core/geometry";
import { transformOf, type Camera } from "../../core/geometryCamera";
import type { Gesture } from "../../core/selection";
import { useSize } from "../../parts/useSize";
import { HoverCard } from "./HoverCard";
import { MapOverlay } from "./MapOverlay";
import { StrokeCount } from "./StrokeCount";
import { useGestures } from "./useGestures";
import { useMapKeys } from "./useMapKeys";
import type { MapModel } from "./useMapModel";
import { usePainted } from "./usePainted";

interface Props {
  readonly model: MapModel;
  readonly camera: Camera;
  readonly setCamera: (change: (camera: Camera) => Camera) => void;
  /** Ends the lasso mode; null where it is off. */
  readonly leaveLasso: (() => void) | null;
  readonly polygon: readonly Point[] | null;
  readonly onLasso: (polygon: Point[], gesture: Gesture) => void;
}

const HELP =
  "Arrow keys move from dot to dot, Enter selects, Control with Enter adds, Shift with Enter selects a second one to " +
  "compare. Plus and minus zoom, Shift with arrows moves the map, 0 shows all of it. Drag to move the map, scroll to " +
  "zoom, hold Shift and drag to draw a lasso; hold Control as well to add, Alt to take away. What a lasso does, " +
  "the field Select by query does too.";

export function PointMap({ model, camera, setCamera, leaveLasso, polygon, onLasso }: Props) {
  const [host, setHost] = useState<HTMLDivElement | null>(null);
  const help = useId();
  const size = useSize(host);
  const frame = useMemo(() => ({ size, transform: transformOf(camera, size) }), [camera, size]);
  const lassoMode = leaveLasso !== null;
  const { attach, able } = usePainted(model, frame);
  const { handlers, stroke } = useGestures({ model, frame, host, lassoMode, setCamera, onLasso });
  const keys = useMapKeys({ model, size, setCamera, leaveLasso });
  useWatch(
    (state) => state.hover?.kind === "candidate" && state.hover.source === "map",
    (hovering) => host?.toggleAttribute("data-hovering", hovering),
    host,
  );
  return (
    <div
      ref={setHost}
      className="map-plot"
      role="application"
      aria-label="Map of candidates"
      aria-describedby={help}
      tabIndex={0}
      data-points={model.points.ids.length}
      data-shown={model.shown ? countOf(model.shown) : model.points.ids.length}
      data-scale={frame.transform.scale}
      data-origin-x={frame.transform.originX}
      data-origin-y={frame.transform.originY}
      data-lasso={lassoMode || undefined}
      {...keys}
      {...handlers}
    >
      <canvas ref={attach} aria-hidden="true" />
      <MapOverlay model={model} frame={frame} stroke={stroke} polygon={polygon} />
      <HoverCard model={model} frame={frame} />
      {stroke && <StrokeCount model={model} frame={frame} stroke={stroke} />}
      {lassoMode && !stroke && (
        <p className="map-hint">Draw around dots · Ctrl adds · Alt takes away · Escape leaves</p>
      )}
      {!able && (
        <p className="empty">
          This browser cannot draw the map: it has no WebGL 2. The list below and the arrow keys work all the
          same.
        </p>
      )}
      <p id={help} className="visually-hidden">
        {HELP}
      </p>
    </div>
  );
}
