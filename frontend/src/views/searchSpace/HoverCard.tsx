/** Rings the candidate that is hovered anywhere and says what it is and how it was measured. */
import type { CandidateRecord } from "@schema";
import { useStudy } from "../../core/context";
import { toPixels } from "../../core/geometryCamera";
import { ORIGINS, shortId } from "../../core/names";
import { objectiveIn, valueText, type Objective } from "../../core/objective";
import { large, whole } from "../../core/words";
import type { Frame } from "./painter";
import type { MapModel } from "./useMapModel";

/** The facts of a candidate, each a short line. */
function facts(candidate: CandidateRecord, objective: Objective, weights: number): string[] {
  const { objectives, iteration, origin, evaluated } = candidate;
  const value = objectives[objective.id];
  const standing = candidate.weights === weights ? "inherited weights" : "older weights";
  const measured =
    evaluated && value != null
      ? [`${objective.label} ${valueText(objective, value)}`, `on validation data, ${standing}`]
      : ["not evaluated"];
  const sizes = [
    objectives.parameters == null ? "" : `${whole(objectives.parameters)} parameters`,
    objectives.madds == null ? "" : `${large(objectives.madds)} multiply-adds`,
  ];
  const from = iteration === null ? ORIGINS[origin] : `${ORIGINS[origin]}, iteration ${iteration}`;
  return [...measured, sizes.filter(Boolean).join(", "), from].filter(Boolean);
}

export function HoverCard({ model, frame }: { readonly model: MapModel; readonly frame: Frame }) {
  const id = useStudy(({ hover }) => (hover?.kind === "candidate" && hover.ids.length === 1 ? (hover.ids[0] ?? null) : null));
  const onMap = useStudy(({ hover }) => hover?.source === "map");
  const candidates = useStudy((state) => state.records.candidates);
  const index = id === null ? undefined : model.points.index.get(id);
  const candidate = id === null ? undefined : candidates[id];
  if (id === null || index === undefined || !candidate) return null;
  const { points, study } = model;
  const [x, y] = toPixels(frame.transform, [points.x[index] ?? 0, points.y[index] ?? 0]);
  const across = x > frame.size.width / 2 ? { right: frame.size.width - x + 12 } : { left: x + 12 };
  const down = y > frame.size.height / 2 ? { bottom: frame.size.height - y + 12 } : { top: y + 12 };
  return (
    <>
      <span className="map-hovered" style={{ left: x, top: y }} data-candidate={id} />
      <div className="map-card" role="tooltip" style={{ ...across, ...down }}>
        <b>candidate {shortId(id)}</b>
        {facts(candidate, objectiveIn(study, study.objective.name), study.weights).map((line) => (
          <span key={line}>{line}</span>
        ))}
        {onMap && <span className="note">click: select · Shift-click: compare</span>}
      </div>
    </>
  );
}
