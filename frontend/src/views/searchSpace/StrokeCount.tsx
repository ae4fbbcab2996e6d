/** How many a lasso will have selected, beside the pointer while it is drawn; the summary below says it at the end. */
import { useMemo } from "react";
import { outOf } from "../../core/chartFormat";
import { useStudy } from "../../core/context";
import { toMap } from "../../core/geometryCamera";
import { countOf, insideLasso, maskOf } from "../../core/geometryLasso";
import { whole } from "../../core/words";
import type { Frame } from "./painter";
import type { Stroke } from "./useGestures";
import type { MapModel } from "./useMapModel";

interface Props {
  readonly model: MapModel;
  readonly frame: Frame;
  readonly stroke: Stroke;
}

export function StrokeCount({ model, frame, stroke }: Props) {
  const { grid, shown, points } = model;
  const selected = useStudy((state) => state.selection.candidates);
  const chosen = useMemo(() => maskOf(selected, points.index), [selected, points]);
  const line = stroke.line.map((at) => toMap(frame.transform, at));
  const inside = insideLasso(line, grid, shown);
  const common = countOf(inside.map((each, index) => each & chosen[index]!));
  const [held, now] = [countOf(inside), selected.length];
  const [change, after] =
    stroke.gesture === "replace"
      ? ["", held]
      : stroke.gesture === "add"
        ? [`+${whole(held - common)} · `, now + held - common]
        : [`−${whole(common)} · `, now - common];
  const [x, y] = stroke.line[stroke.line.length - 1]!;
  const beside = x > frame.size.width / 2 ? { right: frame.size.width - x + 12 } : { left: x + 12 };
  return (
    <span className="map-count" aria-hidden="true" style={{ ...beside, top: Math.max(4, y - 28) }}>
      {change}
      {outOf(after, points.ids.length)}
    </span>
  );
}
