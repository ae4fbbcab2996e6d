/** What lies above the dots and follows the camera: the focused region, the lasso, rings, arriving points. */
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { arrivals, type MapPoints } from "../../core/chartMap";
import { outOf } from "../../core/chartFormat";
import { useStudy } from "../../core/context";
import { boundsOf, type Point } from "../../core/geometry";
import { toPixels, type Transform } from "../../core/geometryCamera";
import type { Frame } from "./painter";
import type { FocusedRegion, MapModel } from "./useMapModel";

interface Props {
  readonly model: MapModel;
  readonly frame: Frame;
  /** The line being drawn, in pixels. */
  readonly stroke: readonly Point[];
  /** The lasso that gave the present selection, in map coordinates. */
  readonly polygon: readonly Point[] | null;
}

/** Rings of a region without polygon: more than this would hide the dots. */
const MOST_RINGS = 500;
/** New points that are shown arriving; a whole new map is no arrival. */
const MOST_ARRIVALS = 100;

export function MapOverlay({ model, frame, stroke, polygon }: Props) {
  const { transform } = frame;
  const selection = useStudy((state) => state.selection);
  const single = selection.candidates.length === 1 ? selection.candidates : [];
  const compared = selection.secondCandidate === null ? [] : [selection.secondCandidate];
  return (
    <svg className="map-overlay" aria-hidden="true">
      {model.focus && <Focused focus={model.focus} model={model} frame={frame} />}
      {polygon && <polygon className="map-lasso" points={path(polygon, transform)} />}
      {stroke.length > 1 && (
        <polygon className="map-lasso" points={stroke.map((point) => point.join(",")).join(" ")} />
      )}
      <Rings
        className="map-ring selected"
        ids={single}
        points={model.points}
        transform={transform}
        radius={8}
      />
      <Rings
        className="map-ring second"
        ids={compared}
        points={model.points}
        transform={transform}
        radius={8}
      />
      <Arriving points={model.points} transform={transform} />
    </svg>
  );
}

function path(polygon: readonly Point[], transform: Transform): string {
  return polygon
    .map((point) =>
      toPixels(transform, point)
        .map((value) => value.toFixed(1))
        .join(","),
    )
    .join(" ");
}

interface RingsProps {
  readonly className: string;
  readonly ids: readonly string[];
  readonly points: MapPoints;
  readonly transform: Transform;
  readonly radius: number;
}

function Rings({ className, ids, points, transform, radius }: RingsProps) {
  return ids.map((id) => {
    const index = points.index.get(id);
    if (index === undefined) return null;
    const [x, y] = toPixels(transform, [points.x[index] ?? 0, points.y[index] ?? 0]);
    return <circle key={id} className={className} cx={x} cy={y} r={radius} />;
  });
}

type FocusedProps = Pick<Props, "model" | "frame"> & { readonly focus: FocusedRegion };

function Focused({ focus, model, frame }: FocusedProps) {
  const { transform, size } = frame;
  const { region, drawn, inside, weight } = focus;
  const share = weight < 1 ? ` · weight ${weight}` : "";
  const text = `focused · ${outOf(inside, model.points.ids.length)}${share}`;
  if (!drawn || !region.polygon) {
    const ids = region.candidates.slice(0, MOST_RINGS);
    return (
      <>
        <Rings
          className="map-ring focused"
          ids={ids}
          points={model.points}
          transform={transform}
          radius={6}
        />
        <text className="map-focus-label" x={8} y={16}>
          {text}
        </text>
      </>
    );
  }
  const bounds = boundsOf(region.polygon);
  const [left, top] = toPixels(transform, [bounds.left, bounds.high]);
  const [right, bottom] = toPixels(transform, [bounds.right, bounds.low]);
  const leftHalf = left + right < size.width;
  return (
    <>
      <polygon className="map-focus" points={path(region.polygon, transform)} />
      <text
        className="map-focus-label"
        x={leftHalf ? Math.max(8, left) : Math.min(size.width - 8, right)}
        y={top > 20 ? top - 6 : bottom + 14}
        textAnchor={leftHalf ? "start" : "end"}
      >
        {text}
      </text>
    </>
  );
}

/** A ring that closes around each point that has just come; it ends by itself. */
function Arriving({ points, transform }: Pick<RingsProps, "points" | "transform">) {
  const former = useRef<MapPoints | null>(null);
  const [ids, setIds] = useState<readonly string[]>([]);
  const compare = useEffectEvent((next: MapPoints) => {
    const come = former.current ? arrivals(former.current, next) : [];
    former.current = next;
    if (come.length > 0 && come.length <= MOST_ARRIVALS) setIds(come);
  });
  useEffect(() => compare(points), [points]);
  return <Rings className="map-ring arriving" ids={ids} points={points} transform={transform} radius={10} />;
}
