/** A set operation over regions: of what, how, and what came of it. */
import { useEffect, useRef, useState } from "react";
import { counted } from "../../core/chartFormat";
import { useActions } from "../../core/context";
import { whole } from "../../core/words";
import { CloseButton } from "./MapTools";
import type { MapModel } from "./useMapModel";
import { SET_OPERATIONS } from "./setModes";
import { SetActions } from "./SetActions";
import { SetControls } from "./SetControls";
import { SetTable } from "./SetTable";
import { useSets, useSettings, type Outcome, type Settings } from "./useSets";

export function SetPanel({ model }: { readonly model: MapModel }) {
  const settings = useSettings(model);
  const outcome = useSets(settings);
  const { setView } = useActions();
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  const operation = SET_OPERATIONS.find((each) => each.id === settings.mode);
  const head = useRef<HTMLHeadingElement>(null);
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
    <div className="map-drawer map-sets" role="group" aria-label={operation.name} data-mode={settings.mode}>
      <div className="map-drawer-head">
        <h3 ref={head} tabIndex={-1} title={operation.meaning}>
          {operation.name}
        </h3>
        <Said outcome={outcome} settings={settings} />
        <span className="spacer" />
        <CloseButton label="Close set operation" onClick={() => setView({ "map.sets": null })} />
      </div>
      <SetControls settings={settings} />
      <Advice outcome={outcome} settings={settings} meaning={operation.meaning} />
      {members.length > 0 && (
        <>
          <SetTable
            key={settings.mode}
            members={members}
            profile={settings.mode === "profile"}
            busy={outcome.busy}
            checked={checked}
            toggle={toggle}
            toggleAll={toggleAll}
            model={model}
          />
          <SetActions members={members} checked={checked} clear={() => setChecked(new Set())} />
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

interface SaidProps {
  readonly outcome: Outcome;
  readonly settings: Settings;
}

/** How much came of it. */
function Said({ outcome, settings }: SaidProps) {
  const { result, busy } = outcome;
  const [one, many] = THINGS[settings.level];
  const words = result
    ? `${counted(result.members.length, one, many)} · ${whole(result.inside)} inside, ${whole(result.outside)} outside`
    : "";
  return (
    <span className="note" role="status">
      {words || (busy ? "Comparing…" : "")}
    </span>
  );
}

/** Why nothing came, and what to do so that something does. */
function Advice({ outcome, settings, meaning }: SaidProps & { readonly meaning: string }) {
  const { result, refused, busy } = outcome;
  if (refused) {
    return (
      <p className="map-refused" role="alert">
        {refused.title}: {refused.text}
      </p>
    );
  }
  const some = settings.operands.some((operand) => operand.checked && operand.ids.length > 0);
  if (!some) {
    return (
      <p className="note map-said">
        This will show {meaning}. Draw a lasso, select by query, or check a region with candidates.
      </p>
    );
  }
  if (!result || busy || result.members.length > 0) return null;
  const [one] = THINGS[settings.level];
  const how = settings.mode === "complement" ? "rare" : "common";
  return (
    <p className="note map-said">
      No {one} is so {how} among these candidates. Move the slider, or take a coarser level.
    </p>
  );
}
