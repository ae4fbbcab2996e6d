/** Regions on the map: in their lasso or outline where they have one, else as rings around their members. */
import { outOf } from "../../core/chartFormat";
import { boundsOf, type Polygon } from "../../core/geometry";
import { toPixels, type Transform } from "../../core/geometryCamera";
import { MOST_RINGS, type DrawnRegion } from "../../core/mapRegions";
import type { Frame } from "./painter";
import { Rings } from "./Rings";
import type { MapModel } from "./useMapModel";

interface Props {
  readonly model: MapModel;
  readonly frame: Frame;
}

export function RegionShapes({ model, frame }: Props) {
  return model.regions.map((region) => <Shape key={region.id} region={region} model={model} frame={frame} />);
}

export function pathOf(polygon: Polygon, transform: Transform): string {
  return polygon
    .map((point) =>
      toPixels(transform, point)
        .map((value) => value.toFixed(1))
        .join(","),
    )
    .join(" ");
}

function wordsOf({ name, focused, count, region }: DrawnRegion, all: number): string {
  if (!focused) return name;
  const weight = region.weight < 1 ? ` · weight ${region.weight}` : "";
  return `${name} · focused · ${outOf(count, all)}${weight}`;
}

type ShapeProps = Props & { readonly region: DrawnRegion };

function Shape({ region, model, frame }: ShapeProps) {
  const { outline, focused } = region;
  const kind = focused ? "focused" : "saved";
  const { points } = model;
  return (
    <g data-region={region.name} data-drawn={outline ? (region.drawn ? "lasso" : "outline") : "rings"}>
      {outline ? (
        <polygon
          className={`map-region-shape ${kind}`}
          data-lasso={region.drawn || undefined}
          points={pathOf(outline, frame.transform)}
        />
      ) : (
        <Rings
          className={`map-ring ${kind}`}
          ids={region.region.candidates.slice(0, MOST_RINGS)}
          points={points}
          transform={frame.transform}
          radius={focused ? 6 : 7.5}
        />
      )}
      {(outline || focused) && (
        <Label words={wordsOf(region, points.ids.length)} kind={kind} outline={outline} frame={frame} />
      )}
    </g>
  );
}

interface LabelProps {
  readonly words: string;
  readonly kind: string;
  readonly outline: Polygon | null;
  readonly frame: Frame;
}

/** Above its outline, or below where there is no room; without one, in the corner. */
function Label({ words, kind, outline, frame: { transform, size } }: LabelProps) {
  if (!outline) {
    return (
      <text className={`map-region-label ${kind}`} x={8} y={16}>
        {words}
      </text>
    );
  }
  const bounds = boundsOf(outline);
  const [left, top] = toPixels(transform, [bounds.left, bounds.high]);
  const [right, bottom] = toPixels(transform, [bounds.right, bounds.low]);
  const leftHalf = left + right < size.width;
  return (
    <text
      className={`map-region-label ${kind}`}
      x={leftHalf ? Math.max(8, left) : Math.min(size.width - 8, right)}
      y={top > 20 ? top - 6 : Math.min(bottom + 14, size.height - 6)}
      textAnchor={leftHalf ? "start" : "end"}
    >
      {words}
    </text>
  );
}
