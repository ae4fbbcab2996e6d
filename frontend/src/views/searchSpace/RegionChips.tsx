/** The focus and the saved regions, each a chip that selects its candidates, with a menu of what else can be done. */
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { useActions, useStateNow } from "../../core/context";
import type { DrawnRegion } from "../../core/mapRegions";
import { combined, type Gesture } from "../../core/selection";
import { whole } from "../../core/words";
import { EditButton, usePast } from "../../parts/EditButton";
import { Icon } from "../../parts/Icon";
import { Refused } from "../../parts/Refused";
import { useAttempt, type Attempt } from "../../parts/useAttempt";
import { RenameRegion } from "./RenameRegion";
import type { MapModel } from "./useMapModel";

export function RegionChips({ model }: { readonly model: MapModel }) {
  const place = useAttempt();
  const [renaming, setRenaming] = useState<string | null>(null);
  if (model.regions.length === 0) return null;
  return (
    <>
      <ul className="map-regions" aria-label="Regions">
        {model.regions.map((region) => (
          <li key={region.id} className="map-region" data-focused={region.focused || undefined}>
            {renaming === region.id ? (
              <RenameRegion region={region} place={place} close={() => setRenaming(null)} />
            ) : (
              <Chip region={region} place={place} rename={() => setRenaming(region.id)} />
            )}
          </li>
        ))}
      </ul>
      <Refused refused={place.refused} dismiss={place.dismiss} />
    </>
  );
}

interface ChipProps {
  readonly region: DrawnRegion;
  readonly place: Attempt;
  readonly rename: () => void;
}

function Chip({ region, place, rename }: ChipProps) {
  const { hover, select } = useActions();
  const stateNow = useStateNow();
  const { candidates } = region.region;
  const point = () => hover({ kind: "candidate", ids: candidates, source: "map" });
  const choose = (gesture: Gesture) =>
    select({ candidates: combined(stateNow().selection.candidates, candidates, gesture), secondCandidate: null });
  return (
    <>
      <button
        type="button"
        title={`Select the ${whole(candidates.length)} candidates of this region`}
        onPointerEnter={point}
        onPointerLeave={() => hover(null)}
        onClick={() => choose("replace")}
      >
        {region.name} <span className="note">{whole(region.count)}</span>
        {region.focused && " focused"}
        {region.focused && region.region.weight < 1 && ` ${region.region.weight}`}
      </button>
      {region.focused && (
        <EditButton
          look="plain"
          title="The search samples from everywhere again"
          onClick={() => void place.run({ type: "clear_focus" })}
        >
          Clear focus
        </EditButton>
      )}
      <Menu region={region} place={place} rename={rename} choose={choose} />
    </>
  );
}

type MenuProps = ChipProps & { readonly choose: (gesture: Gesture) => void };

const WEIGHTS = [1, 0.75, 0.5, 0.25];

function Menu({ region, place, rename, choose }: MenuProps) {
  const { candidates, polygon, layout_version } = region.region;
  const lasso = region.drawn ? { polygon, layout_version } : {};
  const focus = (weight: number) => void place.run({ type: "focus_region", candidates, weight, ...lasso });
  const past = usePast() !== "";
  const items: readonly (readonly [words: string, run: () => void])[] = [
    ["Select its members", () => choose("replace")],
    ["Add them to the selection", () => choose("add")],
    ["Take them out of the selection", () => choose("subtract")],
  ];
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger aria-label={`Menu of region ${region.name}`}>
        <Icon name="down" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
          {items.map(([words, run]) => (
            <DropdownMenu.Item key={words} className="menu-item" onSelect={run}>
              {words}
            </DropdownMenu.Item>
          ))}
          <DropdownMenu.Separator className="menu-line" />
          {WEIGHTS.map((weight) => (
            <DropdownMenu.Item key={weight} className="menu-item" disabled={past} onSelect={() => focus(weight)}>
              {weight === 1 ? "Focus here" : `Focus, weight ${weight}`}
              {weight < 1 && <span className="note">{100 * weight} % of children</span>}
            </DropdownMenu.Item>
          ))}
          {!region.focused && (
            <>
              <DropdownMenu.Separator className="menu-line" />
              <DropdownMenu.Item className="menu-item" disabled={past} onSelect={rename}>
                Rename…
              </DropdownMenu.Item>
              <DropdownMenu.Item
                className="menu-item"
                disabled={past}
                onSelect={() => void place.run({ type: "delete_region", region: region.id })}
              >
                Delete
              </DropdownMenu.Item>
            </>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
