/** How many candidates the map shows and what they are coloured by; what the focus missed; when to lay out anew. */
import { useMemo } from "react";
import { counted, outOf } from "../../core/chartFormat";
import { placedSince } from "../../core/chartMap";
import { useStudy } from "../../core/context";
import { ofEarlierTemplate } from "../../core/earlierTemplate";
import { sizeOf } from "../../core/selectors";
import { whole } from "../../core/words";
import { Explained } from "../../parts/Explained";
import { MapMenu } from "./MapMenu";
import { useColourBy, type MapModel } from "./useMapModel";
import { useRelayout } from "./useRelayout";

interface Props {
  readonly model: MapModel;
  /** Null where the whole map is in view already. */
  readonly resetView: (() => void) | null;
}

export function MapHead({ model, resetView }: Props) {
  const { points, shown, study } = model;
  return (
    <div className="view-head map-head">
      <span className="map-counted">
        {counted(points.ids.length, "candidate")} · {whole(study.evaluations)} evaluated
        {shown && <b className="map-some"> · some hidden</b>}
      </span>
      <span className="spacer" />
      <ColourBy model={model} />
      <MapMenu resetView={resetView} />
    </div>
  );
}

const EARLIER =
  "They were made before cells or nodes were added or removed. What they measured stays, yet the template no longer contains " +
  "them: sets, comparisons and ‘Alike?’ speak of other networks than the search makes now.";

function OfEarlier() {
  const { candidates, paths } = useStudy((s) => s.records);
  const count = useMemo(() => ofEarlierTemplate(candidates, paths), [candidates, paths]);
  if (count === 0) return null;
  return (
    <p>
      <Explained text={EARLIER}>{outOf(count, sizeOf(candidates))} candidates are of an earlier template</Explained>
    </p>
  );
}

const WORDS: Readonly<Record<string, string>> = { madds: "multiply-adds", none: "nothing" };

function ColourBy({ model }: { readonly model: MapModel }) {
  const { by, setBy, choices } = useColourBy();
  const clustered = model.points.clusters.some((cluster) => cluster >= 0);
  return (
    <label className="map-colour">
      colour
      <select className="input" value={by} onChange={(event) => setBy(event.target.value)}>
        {choices
          .filter((choice) => choice !== "cluster" || clustered || by === "cluster")
          .map((choice) => (
            <option key={choice} value={choice}>
              {WORDS[choice] ?? choice}
            </option>
          ))}
      </select>
    </label>
  );
}

/** What wants to be known but now and then, a line each. */
export function MapNotes({ model }: { readonly model: MapModel }) {
  const { study, points } = model;
  const layout = useRelayout();
  const dismissed = useStudy((state) => state.view["map.hint"]);
  const { placed, many } = placedSince(study.layout, points.ids.length);
  const offered = many && dismissed !== String(study.layout?.version);
  const missed = study.focus_misses;
  return (
    <div className="map-notes" role="status">
      <OfEarlier />
      {missed > 0 && (
        <p className="map-missed" title="After 200 tries the nearest miss is taken and counted.">
          {counted(missed, "child", "children")} could not be placed inside the focus
        </p>
      )}
      {layout.busy && <p>The map is being laid out; the dots will move to their new places…</p>}
      {offered && !layout.busy && (
        <p>
          {counted(placed, "candidate")} placed since the map was fitted.{" "}
          <button type="button" className="link" onClick={layout.start}>
            Fit them in
          </button>
        </p>
      )}
    </div>
  );
}
