/** Before the first scores: what will be seen here, and the button that begins it. */
import { useStudy } from "../../core/context";
import { availability } from "../../core/phases";
import { theStudy } from "../../core/selectors";
import { EditButton } from "../../parts/EditButton";
import { Refused } from "../../parts/Refused";
import { useAttempt } from "../../parts/useAttempt";

const EPOCHS = 10;
const ITERATIONS = 10;

export function NoScores() {
  const records = useStudy((state) => state.records);
  const study = theStudy(records);
  const { refused, run, dismiss } = useAttempt();
  const trained = study !== null && study.weights > 0;
  const why = availability(records, trained ? "start_search" : "start_training").reason;
  return (
    <div className="empty">
      <p>Each path will be a dot: how many evaluated candidates contain it, against its score. Scores come with the first iteration of a search.</p>
      {study?.phase === "searching" ? (
        <p>The first iteration is under way.</p>
      ) : trained ? (
        <EditButton icon="play" why={why} onClick={() => void run({ type: "start_search", iterations: ITERATIONS })}>
          Search {ITERATIONS} iterations
        </EditButton>
      ) : (
        <EditButton icon="play" why={why} onClick={() => void run({ type: "start_training", epochs: EPOCHS })}>
          Train {EPOCHS} epochs first
        </EditButton>
      )}
      <Refused refused={refused} dismiss={dismiss} />
    </div>
  );
}
