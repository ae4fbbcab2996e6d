/** How many candidates the map shows, how far it can be trusted, and what the focus missed. */
import { counted, decimal } from "../../core/chartFormat";
import { whole } from "../../core/words";
import type { MapModel } from "./useMapModel";

const TRUST =
  "Trustworthiness of the map with 10 neighbours: 1 if candidates that lie near each other here are also few edits " +
  "apart, lower where the flat map brings strangers together.";

export function MapHead({ model }: { readonly model: MapModel }) {
  const { study, points } = model;
  const trust = study.layout?.trustworthiness ?? null;
  const missed = study.focus_misses;
  return (
    <div className="view-head">
      <span>
        {counted(points.ids.length, "candidate")} · {whole(study.evaluations)} evaluated
        {trust !== null && <span title={TRUST}> · keeps neighbours {decimal(trust, 2)}</span>}
      </span>
      {missed > 0 && (
        <span className="map-missed" title="After 200 tries the nearest miss is taken and counted.">
          {counted(missed, "child", "children")} could not be placed inside
        </span>
      )}
    </div>
  );
}
