/** What can be done with the map and with what is selected on it. */
import { useState, type SyntheticEvent } from "react";
import { useActions, useStudy } from "../../core/context";
import type { Point } from "../../core/geometry";
import { Button } from "../../parts/Button";
import type { MapModel } from "./useMapModel";

interface Props {
  readonly model: MapModel;
  readonly polygon: readonly Point[] | null;
  readonly lasso: { readonly on: boolean; readonly toggle: () => void };
  /** Null where the whole map is in view already. */
  readonly resetView: (() => void) | null;
}

const NONE = "Select candidates first: draw a lasso (hold Shift and drag), or click a dot";
const ALIVE = ["queued", "running", "paused"];

export function MapTools({ model, polygon, lasso, resetView }: Props) {
  return (
    <div className="map-tools" role="toolbar" aria-label="Search space tools">
      <Button
        aria-pressed={lasso.on}
        onClick={lasso.toggle}
        title="Drag draws a lasso (as Shift-drag always does); with Meta or Ctrl it adds, with Alt it takes away"
      >
        Lasso
      </Button>
      <FocusTools model={model} polygon={polygon} />
      <SaveRegion />
      <span className="spacer" />
      <Relayout />
      <Button onClick={() => resetView?.()} why={resetView ? "" : "The whole map is in view"}>
        Reset view
      </Button>
    </div>
  );
}

function FocusTools({ model, polygon }: Pick<Props, "model" | "polygon">) {
  const [weight, setWeight] = useState("1");
  const selected = useStudy((state) => state.selection.candidates);
  const actions = useActions();
  const share = Number(weight);
  const valid = share > 0 && share <= 1;
  const why =
    selected.length === 0
      ? NONE
      : valid
        ? ""
        : `The weight is ${weight || "empty"}; it must lie above 0 and at most at 1`;
  const focus = () => {
    const version = model.study.layout?.version ?? null;
    const where = polygon
      ? { polygon: polygon.map(([x, y]): [number, number] => [x, y]), layout_version: version }
      : {};
    void actions.send({ type: "focus_region", candidates: [...selected], weight: share, ...where });
  };
  return (
    <>
      <Button
        look="primary"
        why={why}
        onClick={focus}
        title="The search samples from the selected region from now on"
      >
        Focus here
      </Button>
      <label
        className="map-weight"
        title="How likely a child must lie in the region: 1 always, 0.5 every other time"
      >
        weight
        <input
          className="input number"
          type="number"
          min={0.05}
          max={1}
          step={0.05}
          value={weight}
          onChange={(event) => setWeight(event.target.value)}
        />
      </label>
      <Button
        why={model.focus ? "" : "The search samples from everywhere already"}
        onClick={() => void actions.send({ type: "clear_focus" })}
        title="The search samples from everywhere again"
      >
        Clear focus
      </Button>
    </>
  );
}

function SaveRegion() {
  const [name, setName] = useState("");
  const selected = useStudy((state) => state.selection.candidates);
  const actions = useActions();
  const why = selected.length === 0 ? NONE : name.trim() === "" ? "Give the region a name first" : "";
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    if (why !== "") return;
    const done = actions.send({ type: "save_region", name: name.trim(), candidates: [...selected] });
    void done.then((accepted) => accepted && setName(""));
  };
  return (
    <form className="map-save" onSubmit={save}>
      <input
        className="input"
        aria-label="Name of the region"
        placeholder="region name"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" why={why}>
        Save region
      </Button>
    </form>
  );
}

function Relayout() {
  const actions = useActions();
  const busy = useStudy((state) =>
    Object.values(state.records.jobs).some((job) => job.kind === "layout" && ALIVE.includes(job.state)),
  );
  return (
    <Button
      className="map-relayout"
      onClick={() => void actions.send({ type: "relayout" })}
      why={busy ? "The map is being laid out" : ""}
      title="Fits the map anew, starting from where the dots are; they move to their new places"
    >
      {busy ? "Laying out…" : "Re-layout"}
    </Button>
  );
}
