/** View D: one dot a candidate, near where few edits apart; select, focus the search, keep regions. */
import { useState } from "react";
import { outOf } from "../../core/chartFormat";
import { useActions, useStateNow, useStudy } from "../../core/context";
import { insidePolygon, type Point } from "../../core/geometry";
import { wholeMap } from "../../core/geometryCamera";
import { combined, type Gesture } from "../../core/selection";
import { EmptyMap } from "./EmptyMap";
import { MapHead } from "./MapHead";
import { MapLegend } from "./MapLegend";
import { MapTools } from "./MapTools";
import { PointMap } from "./PointMap";
import { RegionChips } from "./RegionChips";
import { SelectedList } from "./SelectedList";
import { useMapModel, type MapModel } from "./useMapModel";
import "./searchSpace.css";

export function SearchSpace() {
  const model = useMapModel();
  return (
    <section className="view map-view" aria-label="Search space">
      {model && (model.points.ids.length > 0 ? <Laid model={model} /> : <EmptyMap />)}
    </section>
  );
}

/** A lasso as it was drawn, together with the selection that it gave: it is gone when the selection changes. */
interface Drawn {
  readonly polygon: readonly Point[];
  readonly candidates: readonly string[];
}

function Laid({ model }: { readonly model: MapModel }) {
  const [camera, setCamera] = useState(wholeMap);
  const [lassoMode, setLassoMode] = useState(false);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const selected = useStudy((state) => state.selection.candidates);
  const actions = useActions();
  const stateNow = useStateNow();
  const polygon = drawn !== null && drawn.candidates === selected ? drawn.polygon : null;

  const onLasso = (line: Point[], gesture: Gesture) => {
    const inside = insidePolygon(line, model.points);
    const candidates = combined(stateNow().selection.candidates, inside, gesture);
    setDrawn(gesture === "replace" ? { polygon: line, candidates } : null);
    actions.select({ candidates, secondCandidate: null });
  };
  return (
    <>
      <MapHead model={model} />
      <MapTools
        model={model}
        polygon={polygon}
        lasso={{ on: lassoMode, toggle: () => setLassoMode(!lassoMode) }}
        resetView={camera === wholeMap ? null : () => setCamera(wholeMap)}
      />
      <RegionChips model={model} />
      <PointMap
        model={model}
        camera={camera}
        setCamera={setCamera}
        lassoMode={lassoMode}
        polygon={polygon}
        onLasso={onLasso}
      />
      <MapLegend model={model} />
      <SelectedList
        selected={selected}
        summary={`${outOf(selected.length, model.points.ids.length)} selected`}
      />
    </>
  );
}
