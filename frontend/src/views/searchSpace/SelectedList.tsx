/** What is selected on the map as a list: what a lasso does, for keyboards, screen readers and scripts. */
import type { CandidateRecord } from "@schema";
import { useMemo } from "react";
import { useActions, useStudy, useViewState } from "../../core/context";
import { listed, type ListOrder } from "../../core/mapList";
import { ORIGINS, shortId } from "../../core/names";
import { objectiveOf, USUAL, valueText } from "../../core/objective";
import { theStudy } from "../../core/selectors";
import { large } from "../../core/words";
import { CloseButton } from "./MapTools";
import { SelectedActions } from "./SelectedActions";
import { useRows } from "./useRows";

const ROW = 24;
const WORDS: Readonly<Record<string, string>> = { selected: "as selected", madds: "multiply-adds" };

interface Props {
  readonly selected: readonly string[];
  readonly close: () => void;
}

export function SelectedList({ selected, close }: Props) {
  const candidates = useStudy((state) => state.records.candidates);
  const objective = useStudy((state) => theStudy(state.records)?.objective ?? USUAL);
  const objectives = useStudy((state) => state.catalogue.objectives);
  const orders = useMemo(() => [...objectives.map((each) => each.id), "iteration", "selected"], [objectives]);
  const [by, setBy] = useViewState<ListOrder>("map.list", objective.name, orders);
  const ids = useMemo(() => listed(selected, candidates, by, { objective }), [selected, candidates, by, objective]);
  return (
    <div className="map-drawer" role="group" aria-label="Selected">
      <div className="map-drawer-head">
        <label className="map-control">
          sorted by
          <select className="input" value={by} onChange={(event) => setBy(event.target.value)}>
            {orders.map((order) => (
              <option key={order} value={order}>
                {WORDS[order] ?? order}
              </option>
            ))}
          </select>
        </label>
        <span className="spacer" />
        <CloseButton label="Close the list" onClick={close} />
      </div>
      <Rows ids={ids} by={by === "selected" || by === "iteration" ? objective.name : by} />
      <SelectedActions selected={selected} />
    </div>
  );
}

/** Only the rows in sight are drawn, however many are selected. */
function Rows({ ids, by }: { readonly ids: readonly string[]; readonly by: string }) {
  const { box, height, inSight } = useRows(ids.length, ROW);
  return (
    <div ref={box} className="map-list">
      <ul aria-label="Selected candidates" style={{ height }}>
        {inSight.map((item) => (
          <Row key={ids[item.index]} id={ids[item.index]!} by={by} top={item.start} of={ids.length} at={item.index + 1} />
        ))}
      </ul>
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly by: string;
  readonly top: number;
  readonly at: number;
  readonly of: number;
}

function figure(candidate: CandidateRecord, by: string): string {
  const value = candidate.objectives[by];
  const shown = by === "parameters" || by === "madds" ? (value == null ? "–" : large(value)) : valueText(objectiveOf(by), value);
  return `${WORDS[by] ?? by} ${shown}`;
}

function Row({ id, by, top, at, of }: RowProps) {
  const candidate = useStudy((state) => state.records.candidates[id]);
  const actions = useActions();
  const point = () => actions.hover({ kind: "candidate", ids: [id], source: "map" });
  if (!candidate) return null;
  const { evaluated, iteration, origin } = candidate;
  return (
    <li style={{ top }} aria-posinset={at} aria-setsize={of}>
      <button
        type="button"
        onPointerEnter={point}
        onPointerLeave={() => actions.hover(null)}
        onFocus={point}
        onBlur={() => actions.hover(null)}
        onClick={() => actions.select({ candidates: [id], secondCandidate: null })}
      >
        <span>candidate {shortId(id)}</span>
        <span className="note">{iteration === null ? ORIGINS[origin] : `${ORIGINS[origin]}, iteration ${iteration}`}</span>
        <span>{evaluated ? figure(candidate, by) : "not evaluated"}</span>
      </button>
    </li>
  );
}
