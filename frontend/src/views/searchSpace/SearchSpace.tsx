/** View D: one dot a candidate, near where few edits apart; select, focus the search, keep and compare regions. */
import { useState } from "react";
import { outOf } from "../../core/chartFormat";
import { useActions, useStateNow, useStudy, useViewState } from "../../core/context";
import type { Point } from "../../core/geometry";
import { wholeMap } from "../../core/geometryCamera";
import { idsOf, insideLasso } from "../../core/geometryLasso";
import { combined, type Gesture } from "../../core/selection";
import { EmptyMap } from "./EmptyMap";
import { MapHead, MapNotes } from "./MapHead";
import { MapLegend } from "./MapLegend";
import { MapTools } from "./MapTools";
import { PointMap } from "./PointMap";
import { QueryField } from "./QueryField";
import { RegionChips } from "./RegionChips";
import { SelectedList } from "./SelectedList";
import { SET_MODES, type SetMode } from "./setModes";
import { SetPanel } from "./SetPanel";
import { useCamera } from "./useCamera";
import { useMapModel, type MapModel } from "./useMapModel";
import "./searchSpace.css";
import "./sets.css";

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
  readonly layout: number | undefined;
}

function useLasso(model: MapModel) {
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const selected = useStudy((state) => state.selection.candidates);
  const actions = useActions();
  const stateNow = useStateNow();
  const layout = model.study.layout?.version;
  const onLasso = (polygon: Point[], gesture: Gesture) => {
    const inside = idsOf(insideLasso(polygon, model.grid, model.shown), model.points.ids);
    const candidates = combined(stateNow().selection.candidates, inside, gesture);
    setDrawn(gesture === "replace" ? { polygon, candidates, layout } : null);
    actions.select({ candidates, secondCandidate: null });
  };
  const valid = drawn !== null && drawn.candidates === selected && drawn.layout === layout;
  return { onLasso, polygon: valid ? drawn.polygon : null };
}

function Laid({ model }: { readonly model: MapModel }) {
  const [camera, setCamera] = useCamera();
  const [lassoMode, setLassoMode] = useState(false);
  const { onLasso, polygon } = useLasso(model);
  return (
    <>
      <MapHead model={model} resetView={camera === wholeMap ? null : () => setCamera(wholeMap)} />
      <MapTools
        model={model}
        polygon={polygon}
        lasso={{ on: lassoMode, toggle: () => setLassoMode(!lassoMode) }}
      />
      <RegionChips model={model} />
      <MapNotes model={model} />
      <PointMap
        model={model}
        camera={camera}
        setCamera={setCamera}
        leaveLasso={lassoMode ? () => setLassoMode(false) : null}
        polygon={polygon}
        onLasso={onLasso}
      />
      <MapLegend model={model} />
      <Selection model={model} />
    </>
  );
}

/** The foot of the map: what is selected and how to select by words, and the one drawer that is open. */
function Selection({ model }: { readonly model: MapModel }) {
  const selected = useStudy((state) => state.selection.candidates);
  const [mode] = useViewState<SetMode>("map.sets", "off", SET_MODES);
  const [open, setOpen] = useState(false);
  const listed = open && selected.length > 0;
  return (
    <>
      <div className="map-foot">
        <QueryField />
        <button
          type="button"
          className="button plain"
          aria-expanded={listed}
          aria-disabled={selected.length === 0 || undefined}
          title={selected.length === 0 ? "Draw a lasso (hold Shift and drag) or click a dot to select" : "List them"}
          onClick={() => setOpen(!open)}
        >
          <span role="status">{outOf(selected.length, model.points.ids.length)} selected</span>
          {selected.length > 0 && (listed ? " ▾" : " ▸")}
        </button>
      </div>
      {listed && <SelectedList selected={selected} close={() => setOpen(false)} />}
      {mode !== "off" && <SetPanel model={model} />}
    </>
  );
}
