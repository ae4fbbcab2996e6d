import { useStudy } from "../../core/context";
import { openedCell } from "../../core/selectors";
import { CandidateProperties } from "./CandidateProperties";
import { CellProperties } from "./CellProperties";
import { PathProperties } from "./PathProperties";
import { PathsProperties } from "./PathsProperties";
import "./properties.css";

/** What is selected, and what can be done with it: paths before a candidate before the opened cell. */
export function Properties() {
  return (
    <section className="view" aria-label="Properties">
      <div className="view-body">
        <Selected />
      </div>
    </section>
  );
}

function Selected() {
  const { paths, candidates } = useStudy((s) => s.selection);
  const cell = useStudy((s) => openedCell(s.records.cells, s.selection.cell));
  const [path] = paths;
  const [candidate] = candidates;
  if (path !== undefined) return paths.length === 1 ? <PathProperties key={path} id={path} /> : <PathsProperties ids={paths} />;
  if (candidate !== undefined && candidates.length === 1) return <CandidateProperties id={candidate} />;
  if (cell) return <CellProperties cell={cell} selected={candidates.length} />;
  return <p className="empty">Select a brick, a dot or a cell to see what it is and to change it.</p>;
}
