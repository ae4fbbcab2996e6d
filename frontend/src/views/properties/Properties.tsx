import { useStudy } from "../../core/context";
import { openedCell, theStudy } from "../../core/selectors";
import { Button } from "../../parts/Button";
import { CandidateProperties } from "./CandidateProperties";
import { CandidatesProperties } from "./CandidatesProperties";
import { CellProperties } from "./CellProperties";
import { ComparedProperties } from "./ComparedProperties";
import { PathProperties } from "./PathProperties";
import { PathsProperties } from "./PathsProperties";
import "./properties.css";
import { StudyProperties } from "./StudyProperties";
import { useLatest, type Subject } from "./useLatest";

/** What was selected last, everything about it, and what can be done with it; with nothing selected, the study. */
export function Properties() {
  const { subject, others, show } = useLatest();
  return (
    <section className="view" aria-label="Properties">
      <div className="view-body">
        {others.length > 0 && (
          <div className="property-subjects" role="group" aria-label="Properties of">
            {others.map((each) => (
              <Button key={each} look="plain" aria-pressed={each === subject} onClick={() => show(each)}>
                {each}
              </Button>
            ))}
          </div>
        )}
        <Of subject={subject} />
      </div>
    </section>
  );
}

function Of({ subject }: { readonly subject: Subject }) {
  const { paths, candidates, secondCandidate } = useStudy((s) => s.selection);
  const cell = useStudy((s) => openedCell(s.records.cells, s.selection.cell));
  const study = useStudy((s) => theStudy(s.records));
  const [path] = paths;
  const [candidate] = candidates;
  if (subject === "paths" && path !== undefined) {
    return paths.length === 1 ? <PathProperties key={path} id={path} /> : <PathsProperties key={paths.join(" ")} ids={paths} />;
  }
  if (subject === "candidates" && candidate !== undefined) {
    if (candidates.length > 1) return <CandidatesProperties ids={candidates} />;
    if (secondCandidate !== null) return <ComparedProperties ids={[candidate, secondCandidate]} />;
    return <CandidateProperties key={candidate} id={candidate} />;
  }
  if (subject === "study" && study) return <StudyProperties study={study} />;
  if (cell) return <CellProperties key={cell.id} cell={cell} />;
  return <p className="empty">Select a brick, a dot or a cell to see what it is and to change it.</p>;
}
