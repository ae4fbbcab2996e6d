/** A set operation over regions: of what, how, and what came of it. */
import type { SetMember } from "@schema";
import { useEffect, useMemo, useRef, useState } from "react";
import { counted } from "../../core/chartFormat";
import { useActions, useViewState } from "../../core/context";
import { whole } from "../../core/words";
import { Refused } from "../../parts/Refused";
import { CloseButton } from "./MapTools";
import type { MapModel } from "./useMapModel";
import { SET_QUESTIONS } from "./setModes";
import { SetActions } from "./SetActions";
import { SetControls } from "./SetControls";
import { LEFT, SetDivider } from "./SetDivider";
import { SetTable } from "./SetTable";
import { useSets, useSettings, type Outcome, type Settings } from "./useSets";

export function SetPanel({ model }: { readonly model: MapModel }) {
  const settings = useSettings(model);
  const outcome = useSets(settings);
  const { setView } = useActions();
  const operation = SET_QUESTIONS.find((each) => each.id === settings.mode);
  const head = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useViewState<string>("map.sets-height", "");
  useEffect(() => head.current?.focus({ preventScroll: true }), []);
  const members = outcome.result?.members ?? NO_MEMBERS;
  const checks = useChecks(members, `${settings.mode} ${settings.level}`);
  if (!operation) return null;
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
            checked={checks.checked}
            toggle={checks.toggle}
            toggleAll={checks.toggleAll}
            model={model}
          />
          <SetActions members={members} checked={checks.checked} clear={checks.clear}>
            <Said outcome={outcome} />
          </SetActions>
        </>
      )}
    </div>
  );
}

const NO_MEMBERS: readonly SetMember[] = [];
const NONE: ReadonlySet<string> = new Set();

/** Which members are checked. What was checked in the answer to one question means nothing in another's. */
function useChecks(members: readonly SetMember[], about: string) {
  const [held, hold] = useState({ about, keys: NONE });
  const keys = held.about === about ? held.keys : NONE;
  const checked = useMemo(() => new Set(members.map(({ key }) => key).filter((key) => keys.has(key))), [members, keys]);
  const set = (keys: Iterable<string>) => hold({ about, keys: new Set(keys) });
  return {
    checked,
    toggle: (key: string) => set(checked.has(key) ? [...checked].filter((each) => each !== key) : [...checked, key]),
    toggleAll: () => set(checked.size === members.length ? [] : members.map(({ key }) => key)),
    clear: () => set([]),
  };
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
