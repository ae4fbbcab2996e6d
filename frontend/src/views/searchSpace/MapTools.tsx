/** What can be done with the map and with what is selected on it: a row of tools, the rarer ones behind a menu. */
import { Popover } from "radix-ui";
import { useState } from "react";
import { useActions, useStudy, useViewState } from "../../core/context";
import type { Point } from "../../core/geometry";
import { Button } from "../../parts/Button";
import { EditButton, useHeldField } from "../../parts/EditButton";
import { Icon } from "../../parts/Icon";
import { Refused } from "../../parts/Refused";
import { useAttempt, type Attempt } from "../../parts/useAttempt";
import { SaveRegion } from "./SaveRegion";
import { SET_QUESTIONS, type SetMode } from "./setModes";
import type { MapModel } from "./useMapModel";

interface Props {
  readonly model: MapModel;
  readonly polygon: readonly Point[] | null;
  readonly lasso: { readonly on: boolean; readonly toggle: () => void };
}

export const NONE_SELECTED = "Select candidates first: draw a lasso (hold Shift and drag), or click a dot";

/** The lasso as commands carry it. */
export function lassoOf(model: MapModel, polygon: readonly Point[] | null) {
  if (!polygon) return {};
  return {
    polygon: polygon.map(([x, y]): [number, number] => [x, y]),
    layout_version: model.study.layout?.version ?? null,
  };
}

export function MapTools({ model, polygon, lasso }: Props) {
  const place = useAttempt();
  const selected = useStudy((state) => state.selection.candidates);
  return (
    <>
      <div className="map-tools" role="toolbar" aria-label="Search space tools">
        <Button
          aria-pressed={lasso.on}
          onClick={lasso.toggle}
          title="Drag draws a lasso (as Shift-drag always does); with Ctrl or Meta it adds, with Alt it takes away"
        >
          Lasso
        </Button>
        <FocusHere model={model} polygon={polygon} place={place} />
        <SaveRegion
          candidates={selected}
          lasso={lassoOf(model, polygon)}
          why={selected.length === 0 ? NONE_SELECTED : ""}
        />
        <SetButtons />
      </div>
      <Refused refused={place.refused} dismiss={place.dismiss} />
    </>
  );
}

type FocusProps = Pick<Props, "model" | "polygon"> & { readonly place: Attempt };

function FocusHere({ model, polygon, place }: FocusProps) {
  const [weight, setWeight] = useState("1");
  const held = useHeldField();
  const selected = useStudy((state) => state.selection.candidates);
  const share = Number(weight);
  const valid = share > 0 && share <= 1;
  const wrong = valid ? "" : `The weight is ${weight || "empty"}; it must lie above 0 and at most at 1`;
  const focus = () =>
    void place.run({ type: "focus_region", candidates: [...selected], weight: share, ...lassoOf(model, polygon) });
  return (
    <span className="map-joined">
      <EditButton
        look="primary"
        why={selected.length === 0 ? NONE_SELECTED : wrong}
        onClick={focus}
        title="The search samples from the selected region from now on"
      >
        Focus here{valid && share < 1 && ` ${share}`}
      </EditButton>
      <Popover.Root>
        <Popover.Trigger asChild>
          <Button icon="down" aria-label="Weight of the focus" title="Weight of the focus" />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content className="popover" align="start" sideOffset={4} aria-label="Weight of the focus">
            <label className="field">
              weight
              <input
                className="input"
                type="number"
                min={0.05}
                max={1}
                step={0.05}
                value={weight}
                onChange={(event) => setWeight(event.target.value)}
                {...held}
              />
            </label>
            <p className={valid ? "note" : "error"} role={valid ? undefined : "alert"}>
              {wrong || "How likely a child must lie in the region: 1 always, 0.5 every other time. Under 1 cuts nothing off."}
            </p>
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </span>
  );
}

function SetButtons() {
  const [mode] = useViewState<SetMode>("map.sets", "off");
  const { setView } = useActions();
  return (
    <span className="map-joined" role="group" aria-label="Set operations">
      {SET_QUESTIONS.map((each) => (
        <Button
          key={each.id}
          aria-label={each.name}
          aria-pressed={mode === each.id}
          title={`${each.name}: ${each.meaning}`}
          onClick={() => setView({ "map.sets": mode === each.id ? null : each.id })}
        >
          <span aria-hidden="true">{each.sign}</span>
        </Button>
      ))}
    </span>
  );
}

export function CloseButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <button type="button" className="button plain" aria-label={label} title={label} onClick={onClick}>
      <Icon name="close" />
    </button>
  );
}
