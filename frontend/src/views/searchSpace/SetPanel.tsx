/** A set operation over regions: of what, how, and what came of it. */
import { useEffect, useRef, useState } from "react";
import { counted } from "../../core/chartFormat";
import { useActions } from "../../core/context";
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
  return (
    <div className="map-drawer map-sets" role="group" aria-label={operation.name} data-mode={settings.mode}>
      <div className="map-drawer-head">
        <h3 ref={head} tabIndex={-1}>
          {operation.name}
        </h3>
        <span className="note">{operation.meaning}</span>
        <span className="spacer" />
        <CloseButton label="Close set operation" onClick={() => setView({ "map.sets": null })} />
      </div>
      <SetControls settings={settings} />
      <Said outcome={outcome} settings={settings} />
      {members.length > 0 && (
        <>
          <SetTable
            key={settings.mode}
            members={members}
            profile={settings.mode === "profile"}
            busy={outcome.busy}
            checked={checked}
            toggle={toggle}
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

/** What came, or what to do so that something comes. */
function Said({ outcome, settings }: { readonly outcome: Outcome; readonly settings: Settings }) {
  const { result, refused, busy } = outcome;
  if (refused) {
    return (
      <p className="map-refused" role="alert">
        {refused.title}: {refused.text}
      </p>
    );
  }
  if (!result) {
    const some = settings.operands.some((operand) => operand.checked && operand.ids.length > 0);
    return (
      <p className="note map-said" role="status">
        {busy || some
          ? "Comparing…"
          : "Nothing to compare yet: draw a lasso, select by query, or check a region with candidates."}
      </p>
    );
  }
  const [one, many] = THINGS[settings.level];
  return (
    <p className="note map-said" role="status">
      {result.members.length === 0
        ? `No ${one} is so common among these ${counted(result.inside, "candidate")}; try a lower threshold or a coarser level.`
        : `${counted(result.members.length, one, many)} · ${counted(result.inside, "candidate")} inside, ${counted(result.outside, "candidate")} outside`}
    </p>
  );
}
