/** What is selected on the map as a list: what a lasso does, for keyboards, screen readers and scripts. */
import { useState } from "react";
import { decimalOr } from "../../core/chartFormat";
import { useActions, useStudy } from "../../core/context";
import { shortId } from "../../core/names";
import { theStudy } from "../../core/selectors";

/** Height of a row in pixels, rows that the list has room for, and rows drawn beyond its edges. */
const ROW = 24;
const IN_SIGHT = 7;
const SPARE = 4;

interface Props {
  readonly selected: readonly string[];
  readonly summary: string;
}

export function SelectedList({ selected, summary }: Props) {
  const [open, setOpen] = useState(false);
  const shown = open && selected.length > 0;
  return (
    <div className="map-selected">
      <button
        type="button"
        className="button plain"
        aria-expanded={shown}
        aria-disabled={selected.length === 0 || undefined}
        title={
          selected.length === 0 ? "Draw a lasso (hold Shift and drag) or click a dot to select" : "List them"
        }
        onClick={() => setOpen(!open)}
      >
        <span role="status">{summary}</span> {selected.length > 0 && (shown ? "▾" : "▸")}
      </button>
      {shown && <Rows ids={selected} />}
    </div>
  );
}

/** Only the rows in sight are drawn, however many are selected. */
function Rows({ ids }: { readonly ids: readonly string[] }) {
  const [scrolled, setScrolled] = useState(0);
  const first = Math.max(0, Math.floor(scrolled / ROW) - SPARE);
  const shown = ids.slice(first, first + IN_SIGHT + 2 * SPARE);
  return (
    <ul
      className="map-list"
      aria-label="Selected candidates"
      onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
    >
      <li role="presentation" style={{ height: ids.length * ROW }} />
      {shown.map((id, index) => (
        <Row key={id} id={id} top={(first + index) * ROW} />
      ))}
    </ul>
  );
}

function Row({ id, top }: { readonly id: string; readonly top: number }) {
  const objective = useStudy((state) => theStudy(state.records)?.objective.name ?? "accuracy");
  const candidate = useStudy((state) => state.records.candidates[id]);
  const actions = useActions();
  const point = () => actions.hover({ kind: "candidate", ids: [id], source: "map" });
  return (
    <li style={{ top }}>
      <button
        type="button"
        onPointerEnter={point}
        onPointerLeave={() => actions.hover(null)}
        onFocus={point}
        onBlur={() => actions.hover(null)}
        onClick={() => actions.select({ candidates: [id], secondCandidate: null })}
      >
        candidate {shortId(id)}
        <span className="note">
          {candidate?.evaluated
            ? `${objective} ${decimalOr(candidate.objectives[objective])}`
            : "not evaluated"}
        </span>
      </button>
    </li>
  );
}
