/** Saved regions, each a button that selects its candidates, with one beside it that forgets it. */
import { useActions, useStudy } from "../../core/context";
import { whole } from "../../core/words";
import { Icon } from "../../parts/Icon";
import type { MapModel } from "./useMapModel";

export function RegionChips({ model }: { readonly model: MapModel }) {
  const regions = useStudy((state) => state.records.regions);
  const actions = useActions();
  const saved = Object.entries(regions).filter(([id]) => id !== model.focus?.id);
  if (saved.length === 0) return null;
  return (
    <ul className="map-regions" aria-label="Saved regions">
      {saved.map(([id, region]) => (
        <li key={id} className="map-region">
          <button
            type="button"
            title={`Select the ${whole(region.candidates.length)} candidates of this region`}
            onClick={() => actions.select({ candidates: region.candidates, secondCandidate: null })}
          >
            {region.name} <span className="note">{whole(region.candidates.length)}</span>
          </button>
          <button
            type="button"
            aria-label={`Delete region ${region.name}`}
            title="Delete this region"
            onClick={() => void actions.send({ type: "delete_region", region: id })}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
