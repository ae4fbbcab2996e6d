/** Rings around candidates of the map, as one path each class however many there are. */
import type { MapPoints } from "../../core/chartMap";
import { toPixels, type Transform } from "../../core/geometryCamera";

interface Props {
  readonly className: string;
  readonly ids: readonly string[];
  readonly points: MapPoints;
  readonly transform: Transform;
  readonly radius: number;
}

export function Rings({ className, ids, points, transform, radius }: Props) {
  const circles = ids.flatMap((id) => {
    const index = points.index.get(id);
    if (index === undefined) return [];
    const [x, y] = toPixels(transform, [points.x[index]!, points.y[index]!]);
    return `M${(x - radius).toFixed(1)} ${y.toFixed(1)}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`;
  });
  return circles.length > 0 ? <path className={className} d={circles.join("")} /> : null;
}
