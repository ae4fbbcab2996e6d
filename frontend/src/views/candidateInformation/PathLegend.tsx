/** What the colours and the forms of the dots mean; each word selects the dots that it names. */
import type { MouseEvent } from "react";
import type { PathDot } from "../../core/chartPaths";
import { markedStates, PATH_COLOURINGS, type PathColouring, type PathGroup } from "../../core/chartPathsGroups";
import { useActions, useStateNow } from "../../core/context";
import { gestureOf } from "../../core/geometry";
import { combined } from "../../core/selection";
import { counted } from "../../core/chartFormat";
import { Button } from "../../parts/Button";

interface Props {
  readonly groups: readonly PathGroup[];
  readonly dots: readonly PathDot[];
  readonly colouring: PathColouring;
  readonly onColouring: (colouring: PathColouring) => void;
}

export function PathLegend({ groups, dots, colouring, onColouring }: Props) {
  const actions = useActions();
  const stateNow = useStateNow();
  const choose = (ids: readonly string[]) => (event: MouseEvent) => {
    const paths = combined(stateNow().selection.paths, ids, gestureOf(event));
    actions.select({ paths });
  };
  const point = (ids: readonly string[]) => actions.hover({ kind: "path", ids, source: "information" });
  const linked = (ids: readonly string[]) => ({
    onClick: choose(ids),
    onPointerEnter: () => point(ids),
    onPointerLeave: () => actions.hover(null),
  });
  return (
    <div className="info-legend">
      <div className="info-choices" role="group" aria-label="Colour of the dots">
        {PATH_COLOURINGS.map((each) => (
          <Button
            key={each}
            look="plain"
            aria-pressed={colouring === each}
            title={`Colour the dots by ${each}`}
            onClick={() => onColouring(each)}
          >
            {each}
          </Button>
        ))}
      </div>
      <div className="info-groups" role="group" aria-label="Legend: each selects its paths">
        {groups.map(({ key, short, words, colour, ids }) => (
          <button
            key={key}
            type="button"
            className="info-group"
            aria-label={`Select ${words}, ${counted(ids.length, "path")}`}
            title={`${words}: ${counted(ids.length, "path")}; press to select, Ctrl adds, Alt takes away`}
            {...linked(ids)}
          >
            <i style={{ background: colour }} /> {short}
          </button>
        ))}
        {markedStates(dots).map(({ state, ids }) => (
          <button
            key={state}
            type="button"
            className="info-group"
            aria-label={`Select ${state}, ${counted(ids.length, "path")}`}
            title={`${state}: ${counted(ids.length, "path")}; press to select`}
            {...linked(ids)}
          >
            <i data-state={state} /> {state}
          </button>
        ))}
      </div>
    </div>
  );
}
