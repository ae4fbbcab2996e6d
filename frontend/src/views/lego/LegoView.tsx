import { useRef } from "react";
import { useStudy } from "../../core/context";
import { cellsInOrder, pathCounts } from "../../core/selectors";
import { Board } from "./Board";
import { Legend } from "./Legend";
import { Overview } from "./Overview";
import { useMarks } from "./useMarks";
import "./lego.css";

/** The template as bricks: all its cells in a row, and the opened one as a board. */
export function LegoView() {
  const cells = useStudy((s) => cellsInOrder(s.records.cells));
  const opened = useStudy((s) => s.selection.cell);
  const loaded = useStudy((s) => s.loaded);
  const root = useRef<HTMLElement>(null);
  useMarks(root);
  const cell = cells.find((each) => each.id === opened) ?? cells[0];
  return (
    <section className="view lego" aria-label="Lego view" ref={root}>
      <Counts />
      <div className="view-body">
        {!loaded && <p className="empty">The template is on its way …</p>}
        {cell && <Overview cells={cells} opened={cell.id} />}
        {cell && <Board cell={cell} />}
      </div>
    </section>
  );
}

function Counts() {
  const counts = useStudy((s) => pathCounts(s.records.paths));
  return (
    <div className="view-head">
      <span>
        {counts.available} available · {counts.removed} removed · {counts.fixed} fixed
      </span>
      <span className="spacer" />
      <Legend />
      <span className="legend-words" title="A brick is as opaque as its score is high against the best of its cell. Scores of a cell sum to 1.">
        colour: operation · opacity: score
      </span>
    </div>
  );
}
