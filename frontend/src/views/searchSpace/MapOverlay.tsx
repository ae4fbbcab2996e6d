/** What lies above the dots and follows the camera: regions, the lasso, rings, arriving points. */
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { arrivals, type MapPoints } from "../../core/chartMap";
import { useStudy } from "../../core/context";
import type { Point } from "../../core/geometry";
import type { Transform } from "../../core/geometryCamera";
import type { Frame } from "./painter";
import { pathOf, RegionShapes } from "./RegionShapes";
import { Rings } from "./Rings";
import type { Stroke } from "./useGestures";
import type { MapModel } from "./useMapModel";

interface Props {
  readonly model: MapModel;
  readonly frame: Frame;
  readonly stroke: Stroke | null;
  /** The lasso that gave the present selection, in map coordinates. */
  readonly polygon: readonly Point[] | null;
}

/** New points that are shown arriving; a whole new map is no arrival. */
const MOST_ARRIVALS = 100;

export function MapOverlay({ model, frame, stroke, polygon }: Props) {
  const { transform } = frame;
  const { points } = model;
  const selection = useStudy((state) => state.selection);
  const regionsHidden = useStudy((state) => state.view["map.regions"] === "hidden");
  const single = selection.candidates.length === 1 ? selection.candidates : [];
  const compared = selection.secondCandidate === null ? [] : [selection.secondCandidate];
  return (
    <svg className="map-overlay" aria-hidden="true">
      {!regionsHidden && <RegionShapes model={model} frame={frame} />}
      {polygon && <polygon className="map-lasso" points={pathOf(polygon, transform)} />}
      {stroke && (
        <polygon
          className="map-lasso drawing"
          data-gesture={stroke.gesture}
          points={stroke.line.map((point) => point.join(",")).join(" ")}
        />
      )}
      <Rings className="map-ring selected" ids={single} points={points} transform={transform} radius={8} />
      <Rings className="map-ring second" ids={compared} points={points} transform={transform} radius={8} />
      <Arriving points={points} transform={transform} />
    </svg>
  );
}

/** A ring that closes around each point that has just come; it ends by itself. */
function Arriving({ points, transform }: { readonly points: MapPoints; readonly transform: Transform }) {
  const former = useRef<MapPoints | null>(null);
  const [ids, setIds] = useState<readonly string[]>([]);
  const compare = useEffectEvent((next: MapPoints) => {
    const come = former.current ? arrivals(former.current, next) : [];
    former.current = next;
    if (come.length > 0 && come.length <= MOST_ARRIVALS) setIds(come);
  });
  useEffect(() => compare(points), [points]);
  return (
    <Rings
      key={ids[0] ?? ""}
      className="map-ring arriving"
      ids={ids}
      points={points}
      transform={transform}
      radius={9}
    />
  );
}
