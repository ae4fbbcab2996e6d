/** A set operation over regions: of what, how, and what came of it. */
import { useEffect, useRef, useState } from "react";
import { counted } from "../../core/chartFormat";
import { useActions, useViewState } from "../../core/context";
import { whole } from "../../core/words";
import { Refused } from "../../parts/Refused";
import { CloseButton } from "./MapTools";
import type { MapModel } from "./useMapModel";
import { SET_OPERATIONS } from "./setModes";
import { SetActions } from "./SetActions";
import { SetControls } from "./SetControls";
import { LEFT, SetDivider } from "./SetDivider";
import { SetTable } from "./SetTable";
import { useSets, useSettings, type Outcome, type Settings } from "./useSets";

export function SetPanel({ model }: { readonly model: MapModel }) {
  const settings = useSettings(model);
  const outcome = useSets(settings);
  const { setView } = useActions();
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  const operation = SET_OPERATIONS.find((each) => each.id === settings.mode);
  const head = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useViewState<string>("map.sets-height", "");
  useEffect(() => head.current?.focus({ preventScroll: true }), []);
  if (!operation) return null;
  const members = outcome.result?.members ?? [];
  const toggle = (key: string) => {
    const next = new Set(checked);
    if (!next.delete(key)) next.add(key);
    setChecked(next);
  };
  const toggleAll = () => setChecked(new Set(checked.size === members.length ? [] : members.map(({ key }) => key)));
  return (
    <div
      ref={panel}
      className="map-drawer map-sets"
      role="group"
      aria-label={operation.name}
      data-mode={settings.mode}
      style={Number(height) > 0 ? { flex: "none", height: Number(height), maxHeight: `calc(100% - ${LEFT}px)` } : undefined}
    >
      <SetDivider panel={panel} set={(pixels) => setHeight(pixels === null ? "" : String(pixels))} />
      <div className="map-drawer-head">
        <h3 ref={head} tabIndex={-1} title={operation.meaning}>
          {operation.name}
        </h3>
        <SetControls settings={settings} />
        <CloseButton label="Close set operation" onClick={() => setView({ "map.sets": null })} />
      </div>
      <Advice outcome={outcome} settings={settings} meaning={operation.meaning} />
      {members.length > 0 && (
        <>
          <SetTable
            key={settings.mode}
            members={members}
            things={counted(members.length, ...THINGS[settings.level])}
            profile={settings.mode === "profile"}
            busy={outcome.busy}
            checked={checked}
            toggle={toggle}
            toggleAll={toggleAll}
            model={model}
          />
          <SetActions members={members} checked={checked} clear={() => setChecked(new Set())}>
            <Said outcome={outcome} />
          </SetActions>
        </>
      )}
    </div>
  );
}

const THINGS: Readonly<Record<Settings["level"], readonly [string, string]>> = {
  path: ["path", "paths"],
  operation_in_cell: ["operation in a cell", "operations in cells"],
  operation: ["operation", "operations"],
  node: ["node", "nodes"],
  cell: ["cell", "cells"],
};

/** How many candidates were compared with how many. */
function Said({ outcome: { result } }: { readonly outcome: Outcome }) {
  return (
    <span className="note" role="status">
      {result && `${whole(result.inside)} inside, ${whole(result.outside)} outside`}
    </span>
  );
}

interface AdviceProps {
  readonly outcome: Outcome;
  readonly settings: Settings;
  readonly meaning: string;
}

/** Why nothing came, and what to do so that something does. */
function Advice({ outcome, settings, meaning }: AdviceProps) {
  const { result, refused, busy } = outcome;
  if (refused) return <Refused refused={refused} />;
  const some = settings.operands.some((operand) => operand.checked && operand.ids.length > 0);
  if (!some) {
    return (
      <p className="note map-said">
        This will show {meaning}. Draw a lasso, select by query, or check a region with candidates.
      </p>
    );
  }
  if (!result) return busy ? <p className="note map-said">Comparing…</p> : null;
  if (busy || result.members.length > 0) return null;
  const [one] = THINGS[settings.level];
  const how = settings.mode === "complement" ? "rare" : "common";
  return (
    <p className="note map-said">
      No {one} is so {how} among these candidates. Move the slider, or take a coarser level.
    </p>
  );
}
