import type { CellRecord } from "@schema";
import { useMemo } from "react";
import { advantageRange, COLOURS, diverging } from "../../core/brickLook";
import { css } from "../../core/colour";
import { useActions, useStateNow, useStudy, useViewState } from "../../core/context";
import { advantageMeaning, capital, differenceText, gain, theObjective } from "../../core/objective";
import { combined } from "../../core/selection";
import { ownerOf, pathsByCell } from "../../core/selectors";
import { Brick } from "../../parts/Brick";

/** What colours and shapes mean. An operation, pressed, selects its bricks in the opened cell. */
export function Legend({ cell }: { readonly cell: CellRecord | null }) {
  const [colour] = useViewState("lego.colour", "operation", COLOURS);
  return (
    <div className="legend-strip">
      {colour === "operation" ? <Operations cell={cell} /> : <Advantage />}
      <ul className="legend" aria-label="States">
        <li>
          <span className="swatch removed" /> removed
        </li>
        <li>
          <span className="swatch fixed">
            <span className="pin" />
          </span>
          fixed
        </li>
        <li>
          <span className="swatch untrained" /> untrained
        </li>
        <li>
          <span className="swatch lit" /> in candidate
        </li>
        <li>
          <span className="swatch selected" /> selected
        </li>
      </ul>
    </div>
  );
}

function Operations({ cell }: { readonly cell: CellRecord | null }) {
  const { select } = useActions();
  const state = useStateNow();
  const operations = useStudy((s) => s.catalogue.operations);
  const paths = useStudy((s) => s.records.paths);
  const used = useMemo(() => new Set(Object.values(paths).map((path) => path.operation)), [paths]);
  const choose = (operation: string, adding: boolean) => {
    const { records, selection } = state();
    const mine = cell ? (pathsByCell(records.paths).get(ownerOf(cell)) ?? []) : [];
    const ids = mine.filter((path) => path.operation === operation).map((path) => path.id);
    select({ paths: combined(selection.paths, ids, adding ? "add" : "replace") });
  };
  return (
    <ul className="legend" aria-label="Operations">
      {operations
        .filter(({ id }) => used.has(id))
        .map(({ id, short, name }) => (
          <li key={id}>
            <button
              type="button"
              className="legend-operation"
              aria-label={`Select ${name} in the cell`}
              title={`${name}: press to select it in the opened cell, with Ctrl or Shift to add`}
              onClick={(event) => choose(id, event.ctrlKey || event.metaKey || event.shiftKey)}
            >
              <Brick operation={id} label={short} />
            </button>
          </li>
        ))}
    </ul>
  );
}

/** The diverging scale, from the lowest to the highest; which end is good depends on the objective. */
function Advantage() {
  const dark = useStudy((s) => s.dark);
  const { to: range, beyond } = useStudy((s) => advantageRange(s.records.scores));
  const objective = useStudy((s) => theObjective(s.records));
  const stops = [-1, -0.5, 0, 0.5, 1].map((share) => css(diverging(gain(objective, share), dark ? "dark" : "light")));
  return (
    <p className="scale" title={capital(advantageMeaning(objective))}>
      advantage {range === 0 ? "(no evidence yet)" : `${beyond ? "≤ " : ""}${differenceText(objective, -range).split(" ")[0]}`}
      <span className="ramp" style={{ background: `linear-gradient(90deg, ${stops.join(", ")})` }} />
      {range > 0 && `${beyond ? "≥ " : ""}${differenceText(objective, range)}${objective.direction === "minimize" ? ", less is better" : ""}`}
    </p>
  );
}
